/** What a person or token may be. Observers see aggregated figures only. */
export const ROLES = ['operator', 'responder', 'lead', 'observer'] as const;
export type Role = (typeof ROLES)[number];

export const TOKEN_SCOPES = ['report:submit', 'read', 'write'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
