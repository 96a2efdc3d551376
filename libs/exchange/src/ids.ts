import { v5 as uuidv5 } from 'uuid';

/** The id of a part of an incident's file, the same in every export of that incident. */
export const partId = (incidentId: string, part: string): string => uuidv5(part.toWellFormed(), incidentId);

/** The id of whoever publishes at a host name (RFC 9562, namespace of domain names). */
export const publisherId = (host: string): string => uuidv5(host, uuidv5.DNS);
