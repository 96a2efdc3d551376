import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { KindView, PageView } from '#libs/contracts';
import { TRIAGE_RULES } from '#libs/incidents';
import type { Kind, TriageRules } from '#libs/triage';
import { Requires } from '../http/access.guard.ts';

@ApiTags('kinds')
@Controller('api/v1/kinds')
export class KindsController {
  constructor(@Inject(TRIAGE_RULES) private readonly rules: TriageRules) {}

  /** All kinds of incident, in the order of the file. */
  @Get()
  @Requires('kind.read')
  list(): PageView<KindView> {
    return { items: [...this.rules.kinds.values()].map(kindView), next: null };
  }
}

const kindView = ({ name, title, rsit, rsitSecond }: Kind): KindView => ({
  name,
  title,
  rsit: { class: rsit, type: rsitSecond },
});
