import { Global, Inject, Logger, Module } from '@nestjs/common';
import type { BeforeApplicationShutdown, DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import type { BackendSettings, QueueBackend } from './backend.ts';
import { openBackend } from './backend.ts';
import { Bells, QUEUE_BACKEND } from './bells.ts';
import { Quarantine } from './quarantine.ts';
import { Sweeper } from './sweeper.ts';
import { WorkHandlers } from './work-handlers.ts';
import { Workers } from './workers.ts';

@Global()
@Module({})
export class QueueModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    private readonly workers: Workers,
    private readonly bells: Bells,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
  ) {}

  static forRoot(settings: BackendSettings): DynamicModule {
    const logger = new Logger('Queue');
    const provided = [Bells, Quarantine, Sweeper, WorkHandlers, Workers];
    return {
      module: QueueModule,
      providers: [
        ...provided,
        {
          provide: QUEUE_BACKEND,
          useFactory: () => openBackend(settings, (error) => logger.warn(`queue backend: ${error.message}`)),
        },
      ],
      exports: [...provided, QUEUE_BACKEND],
    };
  }

  /** Before HTTP closes: work in hand still needs the database. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.workers.stop();
  }

  /** After HTTP has closed: its last requests still rang. */
  async onApplicationShutdown(): Promise<void> {
    await this.bells.close();
    await this.backend.close();
  }
}
