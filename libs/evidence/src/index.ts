/**
 * What the incidents show when they are counted.
 *
 * threats       incidents by kind, severity and month
 * measures      how long things take, from the entries of the record, with what is measured in words
 * pipeline      silence is noticed: signs of life of workers, canaries that go all the way, a heartbeat for somebody outside
 * drafts        what an authority is to be told, each sentence out of an entry, pure but for its service
 * report        level, frequency, severity and gaps, under the questions of 2010; as a table of numbers
 * suppression   what of a count may be told to whom it is not the own people's, pure
 */
export { EvidenceModule } from './evidence.module.ts';
export { RegulatorDrafts } from './drafts/regulator-drafts.service.ts';
export { rulesIn } from './measures/definitions.ts';
export { instantsOf, isMonthOrDay, isPastQuarter, lastQuarter, monthsUntil } from './measures/period.ts';
export type { Period } from './measures/period.ts';
export { ResponseTimes } from './measures/response-times.service.ts';
export type { Measured, MeasuredPart, MeasuredTimes } from './measures/response-times.service.ts';
export { outsideMeasureView, staffMeasureView } from './measures/views.ts';
export { Canaries } from './pipeline/canaries.service.ts';
export { Canary } from './pipeline/canary.entity.ts';
export { Heartbeat } from './pipeline/heartbeat.service.ts';
export type { PipelineSettings } from './pipeline/settings.ts';
export { PipelineSigns } from './pipeline/signs.service.ts';
export { evidenceCsv } from './report/csv.ts';
export { EvidenceReports } from './report/evidence-report.service.ts';
export type { EvidenceReport } from './report/evidence-report.service.ts';
export { numberWords } from './report/words/numbers.ts';
export { exact, FEWEST_OPERATORS, suppressed, tellable } from './suppression.ts';
export type { Backed, Cell, Figures } from './suppression.ts';
export { Threats } from './threats.service.ts';
export type { MonthOfThreats } from './threats.service.ts';
