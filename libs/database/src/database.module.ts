import { Global, Module } from '@nestjs/common';
import { Clock } from './clock.ts';
import { Transactions } from './transactions.ts';
import { DatabaseWatch } from './watch.ts';

/** Needs the connection of `TypeOrmModule.forRoot`, which the server opens with every room's entities. */
@Global()
@Module({ providers: [Transactions, Clock, DatabaseWatch], exports: [Transactions, Clock, DatabaseWatch] })
export class DatabaseModule {}
