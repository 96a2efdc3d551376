import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { impactQuery } from '#libs/contracts';
import { Directory, OperatorsFault, RootZones, unresolvedResources } from '#libs/operators';
import { Requires } from './access.guard.ts';
import { readBy, schemaOf } from './problem.ts';

@ApiTags('impact')
@Controller('api/v1/impact')
export class ImpactController {
  constructor(
    private readonly rootZones: RootZones,
    private readonly directory: Directory,
  ) {}

  /** Which TLDs these resources touch, in which class, and why. `unresolved`: what the root zone cannot tell anything of. */
  @Post()
  @HttpCode(200)
  @Requires('impact.ask')
  @ApiBody({ schema: schemaOf(impactQuery) })
  async ask(@Body() body: unknown): Promise<unknown> {
    const { resources, asOf } = readBy(impactQuery, body);
    const { serial, tlds } = await this.rootZones.impactOf(resources, asOf);
    if (serial === null) {
      throw new OperatorsFault(
        'rootzone.none',
        'No root zone was imported yet: run "dnscert rootzone import FILE" or "dnscert rootzone fetch".',
      );
    }
    const operatorOf = await this.directory.operatorsOfTlds(tlds.map(({ label }) => label));
    return {
      serial,
      counts: {
        allServers: tlds.filter((tld) => tld.class === 'all_servers').length,
        someServers: tlds.filter((tld) => tld.class === 'some_servers').length,
        nameDependency: tlds.filter((tld) => tld.class === 'name_dependency').length,
      },
      tlds: tlds.map((tld) => ({ ...tld, operatorId: operatorOf.get(tld.label) ?? null })),
      unresolved: unresolvedResources(resources),
    };
  }
}
