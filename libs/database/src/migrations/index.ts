import { Spine0001 } from './0001-spine.ts';
import { Flood0002 } from './0002-flood.ts';
import { SignInTries0003 } from './0003-sign-in-tries.ts';
import { Audit0004 } from './0004-audit.ts';
import { Factors0005 } from './0005-factors.ts';
import { Consents0006 } from './0006-tlp-consents.ts';
import { Approvals0007 } from './0007-approvals.ts';
import { RateLimits0009 } from './0009-rate-limits.ts';
import { Attachments0010 } from './0010-attachments.ts';
import { Letters0011 } from './0011-letters.ts';
import { People0012 } from './0012-people.ts';
import { Speaking0013 } from './0013-speaking.ts';
import { PublicReports0014 } from './0014-public-reports.ts';
import { OperatorCases0015 } from './0015-operator-cases.ts';
import { BoardAndEvents0016 } from './0016-board-and-events.ts';
import { MergedIncidents0017 } from './0017-merged-incidents.ts';
import { KeyEnds0019 } from './0019-key-ends.ts';
import { DelegationTtls0020 } from './0020-delegation-ttls.ts';
import { PutAside0021 } from './0021-put-aside.ts';
import { Advisories0022 } from './0022-advisories.ts';
import { Protection0025 } from './0025-protection.ts';
import { Lists0030 } from './0030-lists.ts';
import { ListRules0031 } from './0031-list-rules.ts';
import { KeyWarnings0034 } from './0034-key-warnings.ts';
import { MailLines0038 } from './0038-mail-lines.ts';
import { InboundMail0026 } from './0026-inbound-mail.ts';
import { Drills0035 } from './0035-drills.ts';
import { ContactPacks0036 } from './0036-contact-packs.ts';
import { SignedDocuments0037 } from './0037-signed-documents.ts';
import { PinnedServers0039 } from './0039-pinned-servers.ts';
import { FetchedMail0027 } from './0027-fetched-mail.ts';
import { TlsAndClearMail0045 } from './0045-tls-and-clear-mail.ts';
import { SideChanges0046 } from './0046-side-changes.ts';
import { RecordLog0047 } from './0047-record-log.ts';
import { PostsByMail0040 } from './0040-posts-by-mail.ts';
import { TwoClocks0048 } from './0048-two-clocks.ts';
import { Witnesses0049 } from './0049-witnesses.ts';
import { Deadlines0052 } from './0052-deadlines.ts';
import { PagesAndCalls0053 } from './0053-pages-and-calls.ts';
import { Rota0054 } from './0054-rota.ts';
import { Anchors0050 } from './0050-anchors.ts';
import { Canaries0059 } from './0059-canaries.ts';
import { DeadlineLists0063 } from './0063-deadline-lists.ts';
import { WithdrawnOutages0081 } from './0081-withdrawn-outages.ts';
import { RecordBacklog0073 } from './0073-record-backlog.ts';
import { BoardOfOpenIncidents0084 } from './0084-board-of-open-incidents.ts';
import { RecordVouchers0077 } from './0077-record-vouchers.ts';
import { OutsideProofsStay0078 } from './0078-outside-proofs-stay.ts';
import { WitnessesEarlierKeys0079 } from './0079-witnesses-earlier-keys.ts';
import { WordsInTheirLanguage0074 } from './0074-words-in-their-language.ts';
import { TwoClocksOfOutages0076 } from './0076-two-clocks-of-outages.ts';
import { TouchedIncidents0064 } from './0064-touched-incidents.ts';
import { InboundFiles0060 } from './0060-inbound-files.ts';
import { KeyIds0061 } from './0061-key-ids.ts';
import { EarlierVerdicts0062 } from './0062-earlier-verdicts.ts';
import { Standstills0066 } from './0066-standstills.ts';
import { SlicesAtClosure0071 } from './0071-slices-at-closure.ts';
import { IncidentSearch0058 } from './0058-incident-search.ts';
import { DutyHandOvers0082 } from './0082-duty-hand-overs.ts';

/** In the order they run. A migration that has landed never changes; the next one corrects it. */
export const MIGRATIONS = [
  Spine0001,
  Flood0002,
  SignInTries0003,
  Audit0004,
  Factors0005,
  Consents0006,
  Approvals0007,
  RateLimits0009,
  Attachments0010,
  Letters0011,
  People0012,
  Speaking0013,
  PublicReports0014,
  OperatorCases0015,
  BoardAndEvents0016,
  MergedIncidents0017,
  KeyEnds0019,
  DelegationTtls0020,
  PutAside0021,
  Advisories0022,
  Protection0025,
  Lists0030,
  ListRules0031,
  KeyWarnings0034,
  MailLines0038,
  InboundMail0026,
  Drills0035,
  ContactPacks0036,
  SignedDocuments0037,
  PinnedServers0039,
  FetchedMail0027,
  PostsByMail0040,
  TlsAndClearMail0045,
  SideChanges0046,
  RecordLog0047,
  TwoClocks0048,
  Witnesses0049,
  Anchors0050,
  Deadlines0052,
  PagesAndCalls0053,
  Rota0054,
  IncidentSearch0058,
  Canaries0059,
  DeadlineLists0063,
  WordsInTheirLanguage0074,
  TwoClocksOfOutages0076,
  TouchedIncidents0064,
  InboundFiles0060,
  KeyIds0061,
  EarlierVerdicts0062,
  Standstills0066,
  SlicesAtClosure0071,
  RecordBacklog0073,
  BoardOfOpenIncidents0084,
  RecordVouchers0077,
  DutyHandOvers0082,
  WithdrawnOutages0081,
  OutsideProofsStay0078,
  WitnessesEarlierKeys0079,
];
