import { Global, Module } from '@nestjs/common';
import { Directory } from './directory.service.ts';
import { RootZones } from './root-zones.service.ts';

@Global()
@Module({ providers: [Directory, RootZones], exports: [Directory, RootZones] })
export class OperatorsModule {}
