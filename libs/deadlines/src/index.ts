/**
 * What is due, why, and who is told when nobody does it.
 *
 * rules/               pure: each kind of duty from its facts, with sentences that say why; the significance of an incident, the meter
 *                      of Specification 10, months by Regulation 1182/71
 * ladder/              pure: who is told after whom (ladders), how far one deadline has come and what is done next (standing)
 * reckoning            pure: what is due held against what is written down
 * facts · duties · rows   read of an incident, made into duties, written
 * clocks.service       lets the clocks of incidents go on, whoever calls it and however often
 * reckonings.service   the job: an incident's record has grown (a trigger on the record asks for it) · watching.service  the job: something
 *                      has become due
 * climbing.service     one step: the next contact, a call, a page
 * given-facts.service  what a person must say: awareness, filings, outages, embargo
 * deadlines.service    what is shown, and that somebody sees to it · views
 * calls/               what mail cannot do
 * paging/              our own people by a second path: of deadlines, and of standstills, which a process without workers tells too
 * words/               each sentence of all this in each language: rules say codes and values, which are kept; readers get sentences
 * rota/                whose turn it is (turns, pure), who stands in, the calendar
 * hand-over/           who comes on duty and who goes off is told so; the leads of a time in which nobody is (stretches, pure)
 */
export { Calls } from './calls/calls.service.ts';
export { Deadlines } from './deadlines.service.ts';
export type { DueFilter } from './deadlines.service.ts';
export { DeadlinesModule } from './deadlines.module.ts';
export { DeadlineFault } from './faults.ts';
export type { DeadlineFaultCode } from './faults.ts';
export { GivenFacts } from './given-facts.service.ts';
export { HandOvers } from './hand-over/hand-overs.service.ts';
export { LaddersError, parseLadders } from './ladder/ladders.ts';
export type { Ladders } from './ladder/ladders.ts';
export { Alarms } from './paging/alarms.service.ts';
export { OwnPaging } from './paging/own-paging.service.ts';
export { PageSending } from './paging/page-sending.service.ts';
export { Standstills } from './paging/standstills.service.ts';
export type { Standstill } from './paging/standstills.service.ts';
export { Reckonings } from './reckonings.service.ts';
export { calendarOf } from './rota/calendar.ts';
export { DutyRota } from './rota/rota.service.ts';
export { rotaView } from './rota/views.ts';
export { significanceOf } from './rules/significance.ts';
export type { PagingSettings } from './settings.ts';
export { dueDeadlineView, deadlineView, incidentDeadlinesView } from './views.ts';
export { allInWords } from './words/in-words.ts';
export { Watching } from './watching.service.ts';
