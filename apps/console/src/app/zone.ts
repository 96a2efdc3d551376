import { useSession } from './session.tsx';

/** In which a person's own times are told: of the operator's contact; UTC for all others. */
export const useOwnZone = (): string => useSession().operator?.timezone ?? 'UTC';
