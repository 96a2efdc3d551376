import { writeFileSync } from 'node:fs';
import { environmentDocument } from './env-doc.ts';

writeFileSync('config/env.md', environmentDocument());
