import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { Injectable } from '@nestjs/common';
import { Bells } from '#libs/queue';
import { Mount } from './mount.ts';
import type { BoardAnswer } from './mount.ts';

/**
 * The queues as BullMQ holds them, by the pages of bull-board. To look at alone: a job is a bell for a row, and what is done
 * about the row is done in the console, where it is written down.
 */
@Injectable()
export class QueueBoard {
  private mounted: Mount | undefined;

  constructor(private readonly bells: Bells) {}

  /** Made when somebody looks for the first time. */
  private get mount(): Mount {
    if (this.mounted === undefined) {
      this.mounted = new Mount();
      createBullBoard({
        queues: this.bells.queuesOf().map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
        serverAdapter: this.mounted,
        options: {
          uiConfig: {
            boardTitle: 'DNS-CERT',
            miscLinks: [{ text: 'Console', url: '/console/health' }],
            environment: undefined,
          },
        },
      });
    }
    return this.mounted;
  }

  /** Files that its page asks for. */
  get folder(): string {
    return this.mount.folder;
  }

  /** What its scripts ask; null where they ask nothing that only looks. */
  async answer(path: string, query: Record<string, unknown>): Promise<BoardAnswer | null> {
    return this.mount.answer(path, query);
  }

  /**
   * Our own page around its scripts: that of the package fetches letters from another host and sets styles in its markup,
   * neither of which our policy allows.
   */
  get page(): string {
    const original = readFileSync(join(this.mount.folder, '..', 'index.ejs'), 'utf8');
    const styles = [...original.matchAll(/<link href="(static\/css\/[\w.-]+)" rel="stylesheet">/g)];
    const scripts = [...original.matchAll(/<script defer src="(static\/js\/[\w.-]+)">/g)];
    const config = JSON.stringify(this.mount.config).replaceAll('<', '\\u003c');
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<base href="/queues/">
<title>Queues - DNS-CERT</title>
<link rel="icon" href="/console/mark.svg" type="image/svg+xml">
${styles.map(([, path = '']) => `<link href="${path}" rel="stylesheet">`).join('\n')}
</head>
<body class="preload">
<script id="__UI_CONFIG__" type="application/json">${config}</script>
<div id="root">Loading</div>
${scripts.map(([, path = '']) => `<script defer src="${path}"></script>`).join('\n')}
</body>
</html>
`;
  }
}
