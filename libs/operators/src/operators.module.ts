import { Global, Module } from '@nestjs/common';
import { ChangeClockwork } from './changes/change-clockwork.service.ts';
import { ChangeFlow } from './changes/change-flow.service.ts';
import { ChangeLetters } from './changes/change-letters.service.ts';
import { ContactChanges } from './changes/contact-changes.service.ts';
import { ContactEdits } from './changes/contact-edits.service.ts';
import { ContactKeys } from './key-room/contact-keys.service.ts';
import { DirectorySearch } from './directory-search.service.ts';
import { Directory } from './directory.service.ts';
import { DirectoryGaps } from './gaps.service.ts';
import { RootZones } from './root-zones.service.ts';
import { KeyWarnings } from './key-warnings.service.ts';
import { UnreadKeys } from './unread-keys.service.ts';

const PROVIDED = [
  ChangeClockwork,
  ChangeFlow,
  ChangeLetters,
  ContactChanges,
  ContactEdits,
  ContactKeys,
  Directory,
  DirectoryGaps,
  DirectorySearch,
  RootZones,
  KeyWarnings,
  UnreadKeys,
];

/** Whoever puts the rooms together provides CONTACT_FREEZES: incidents do. */
@Global()
@Module({ providers: PROVIDED, exports: PROVIDED })
export class OperatorsModule {}
