import { z } from 'zod';
import { SEVERITIES } from './severity.ts';

export const severity = z.enum(SEVERITIES, { error: `must be one of ${SEVERITIES.join(', ')}` });
