import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { ImpactPictureView, ImpactView } from '#libs/contracts';
import { impactQuery } from '#libs/contracts';
import type { ImpactIndex } from '#libs/operators';
import {
  DirectorySearch,
  OperatorsFault,
  pictureView,
  RootZones,
  unicodeOf,
  unresolvedResources,
} from '#libs/operators';
import { Requires } from '../http/access.guard.ts';
import { readBy, schemaOf } from '../http/problem.ts';

@ApiTags('impact')
@Controller('api/v1/impact')
export class ImpactController {
  constructor(
    private readonly rootZones: RootZones,
    private readonly directory: DirectorySearch,
  ) {}

  /** Which TLDs these resources touch, in which class, and why. `unresolved`: what the root zone cannot tell anything of. */
  @Post()
  @HttpCode(200)
  @Requires('impact.ask')
  @ApiBody({ schema: schemaOf(impactQuery) })
  async ask(@Body() body: unknown): Promise<ImpactView> {
    const { resources, asOf } = readBy(impactQuery, body);
    const index = await this.index(asOf);
    const tlds = index.impactOf(resources);
    const runners = await this.directory.runnersOf(tlds.map(({ label }) => label));
    return {
      serial: index.serial,
      counts: {
        allServers: tlds.filter((tld) => tld.class === 'all_servers').length,
        someServers: tlds.filter((tld) => tld.class === 'some_servers').length,
        nameDependency: tlds.filter((tld) => tld.class === 'name_dependency').length,
      },
      tlds: tlds.map((tld) => ({
        ...tld,
        unicode: unicodeOf(tld.label),
        operatorId: runners.operatorOf.get(tld.label) ?? null,
      })),
      operators: runners.operators,
      unresolved: unresolvedResources(resources),
    };
  }

  /** How they reach those TLDs: servers, addresses, and TLDs in groups, as nodes and edges that can be drawn. */
  @Post('picture')
  @HttpCode(200)
  @Requires('impact.ask')
  @ApiBody({ schema: schemaOf(impactQuery) })
  async picture(@Body() body: unknown): Promise<ImpactPictureView> {
    const { resources, asOf } = readBy(impactQuery, body);
    const index = await this.index(asOf);
    return pictureView(index.serial, index.pictureOf(resources));
  }

  private async index(asOf: number | undefined): Promise<ImpactIndex> {
    const index = await this.rootZones.index(asOf);
    if (index !== null) return index;
    throw new OperatorsFault(
      'rootzone.none',
      'No root zone was imported yet: run "dnscert rootzone import FILE" or "dnscert rootzone fetch".',
    );
  }
}
