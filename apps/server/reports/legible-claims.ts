import { z } from 'zod';
import { kindName, resource } from '#libs/contracts';

/** What can be read of a faulty report, so that the faults which need the kind file and the root zone are named as well. */
export const legibleClaims = z
  .object({
    kind: kindName.optional().catch(undefined),
    resources: z.array(resource.nullable().catch(null)).max(1_000).catch([]),
  })
  .catch({ resources: [] });
