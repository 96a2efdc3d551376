/**
 * Who runs which TLD, whom to tell there, and which TLDs a failing resource touches.
 *
 * directory.service   operators, TLDs, contacts; directory/ reads the files they are imported from
 * directory-search    lists of TLDs and operators, whole or searched by any name (search/)
 * gaps.service        what is missing in the directory; gaps/ finds it, pure
 * root-zones.service  versions of the root zone by serial, impact as of one; rootzone/ reads files and does the reckoning
 * changes/            edits of contacts and keys: done at once, or asked, frozen, confirmed (contact-edits, contact-changes,
 *                     change-flow, change-clockwork)
 * key-facts           what is kept of a contact's key; unread-keys: of those that came before
 * key-room/            contacts by their key, and why we can encrypt to one or cannot
 * key-warnings         contacts are told before their key ends
 * operator · tld · contact   the tables
 */
export { ChangeClockwork } from './changes/change-clockwork.service.ts';
export { ContactChange, ContactChangeLink } from './changes/contact-change.entity.ts';
export { HEADLINES } from './changes/challenge.ts';
export { CONFIRMED_WORDS } from './changes/change-letters.service.ts';
export { FIELD_LABELS } from './changes/fields.ts';
export { ContactChanges } from './changes/contact-changes.service.ts';
export { ContactEdits } from './changes/contact-edits.service.ts';
export type { Edited } from './changes/contact-edits.service.ts';
export { CONTACT_FREEZES, holdStill } from './changes/freezes.ts';
export type { ContactFreezes } from './changes/freezes.ts';
export { changePageView, contactChangeView } from './changes/views.ts';
export { Contact } from './contact.entity.ts';
export type { ImportCounts } from './directory/import.ts';
export { readKeysOf } from './directory/keys.ts';
export { readDirectory } from './directory/read.ts';
export type { DirectoryFault, DirectoryReading } from './directory/reading.ts';
export type { Found, RankedPlace } from './search/ranked-page.ts';
export { DirectorySearch } from './directory-search.service.ts';
export { operatorListView, operatorView, tldDetailView, tldView } from './directory-views.ts';
export { Directory } from './directory.service.ts';
export { OperatorsFault } from './faults.ts';
export { gapView, operatorGapView } from './gaps/views.ts';
export { DirectoryGaps } from './gaps.service.ts';
export { Operator } from './operator.entity.ts';
export { OperatorsModule } from './operators.module.ts';
export { RootZones } from './root-zones.service.ts';
export type { RootZoneSummary } from './root-zones.service.ts';
export { differenceOf } from './rootzone/difference.ts';
export type { RootZoneDifference } from './rootzone/difference.ts';
export { RootZoneFetchFault } from './rootzone/fetch-fault.ts';
export { RootZoneFault } from './rootzone/fault.ts';
export { ImpactIndex, unresolvedResources } from './rootzone/impact.ts';
export { weakSpotCounts } from './rootzone/weak-spots.ts';
export { differenceView, pictureView } from './rootzone/views.ts';
export { readRootZone } from './rootzone/open.ts';
export type { RootZone } from './rootzone/delegation.ts';
export { Tld } from './tld.entity.ts';
export { unicodeOf } from './unicode.ts';
export { ContactKeys, isNamed, placeOf } from './key-room/contact-keys.service.ts';
export { encryptionAnswer } from './key-room/encryption-answer.ts';
export { KeyWarnings } from './key-warnings.service.ts';
export { UnreadKeys } from './unread-keys.service.ts';
export { contactView } from './views.ts';
