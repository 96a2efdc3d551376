import { ApiHeader } from '@nestjs/swagger';

/** Says in the document of the API that an edit must name the version it builds on; `versionOf` (etag.ts) reads it. */
export const IfMatch = () =>
  ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of what it builds on.' });
