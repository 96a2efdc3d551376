import type {
  AppControllerRoute,
  BullBoardQueues,
  ControllerHandlerReturnType,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/dist/types.js';

export interface BoardAnswer {
  status: number;
  body: unknown;
}

interface Look {
  pattern: RegExp;
  one: AppControllerRoute;
}

/** What bull-board wants to be served, kept until it is asked for behind our own guard. */
export class Mount implements IServerAdapter {
  folder = '';
  config: UIConfig = {};
  private queues: BullBoardQueues = new Map();
  private looks: Look[] = [];
  private onError: (error: Error) => ControllerHandlerReturnType = () => ({ status: 500, body: '' });

  setQueues(queues: BullBoardQueues): this {
    this.queues = queues;
    return this;
  }

  setViewsPath(): this {
    return this;
  }

  setStaticPath(_route: string, folder: string): this {
    this.folder = folder;
    return this;
  }

  setEntryRoute(): this {
    return this;
  }

  setErrorHandler(handler: (error: Error) => ControllerHandlerReturnType): this {
    this.onError = handler;
    return this;
  }

  /** Those that only look: nothing else is served at all. */
  setApiRoutes(routes: AppControllerRoute[]): this {
    this.looks = routes
      .filter(({ method }) => [method].flat().every((one) => one === 'get'))
      .flatMap((one) => [one.route].flat().map((path) => ({ pattern: patternOf(path), one })));
    return this;
  }

  setUIConfig(config: UIConfig): this {
    this.config = config;
    return this;
  }

  async answer(path: string, query: Record<string, unknown>): Promise<BoardAnswer | null> {
    for (const { pattern, one } of this.looks) {
      const found = pattern.exec(path);
      if (found === null) continue;
      const params = Object.fromEntries(
        Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
      );
      const request = { queues: this.queues, uiConfig: this.config, query, params, body: {}, headers: {} };
      try {
        return answerOf(await one.handler(request));
      } catch (error) {
        return answerOf(this.onError(error instanceof Error ? error : new Error(String(error))));
      }
    }
    return null;
  }
}

const answerOf = ({ status = 200, body }: { status?: number | undefined; body: unknown }): BoardAnswer => ({
  status,
  body,
});

/** `/api/queues/:queueName` as an expression. */
const patternOf = (route: string) =>
  new RegExp(`^${route.replaceAll(/:(\w+)/g, (_, name: string) => `(?<${name}>[^/]+)`)}$`);
