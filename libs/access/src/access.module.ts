import { Global, Module } from '@nestjs/common';
import { Authentication } from './authentication.service.ts';
import { Idempotency } from './idempotency.service.ts';
import { People } from './people.service.ts';

@Global()
@Module({ providers: [Authentication, People, Idempotency], exports: [Authentication, People, Idempotency] })
export class AccessModule {}
