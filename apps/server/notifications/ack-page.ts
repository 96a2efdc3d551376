import type { OperatorAnswer } from '#libs/contracts';
import type { LinkView } from '#libs/notifications';
import type { Page } from '../pages/frame.ts';
import { html, severityMark, tlpMark } from '../pages/html.ts';
import type { Html } from '../pages/html.ts';
import type { Visit } from '../pages/visit.ts';
import { isKey, textOf } from '../words/index.ts';
import { retold } from '../words/retold.ts';

const ANSWERS: OperatorAnswer[] = ['seen', 'affected', 'not_affected', 'mitigating', 'recovered'];

/** What a notice said, what was answered so far, and a button for each answer. `comment` is what was typed already. */
export function ackPage(visit: Visit, view: LinkView, comment: string): Page {
  const { say } = visit;
  return {
    title: say('ack.title', { number: view.incidentNumber }),
    isPrivate: true,
    form: 'answer',
    body: html`${view.exercise ? html`<p class="exercise">${say('ack.exercise')}</p>` : ''}
      <p>${tlpMark(view.tlp)}</p>
      ${view.withheld === null ? facts(visit, view) : html`<p class="note">${say('ack.raised')}</p>`}
      ${view.answers.length === 0 ? '' : answered(visit, view)}
      <h2>${say('ack.howIsIt')}</h2>
      <p>${say(view.answers.length === 0 ? 'ack.nothingYet' : 'ack.changed')}</p>
      <form method="post" id="answer">
        <details ${comment === '' ? '' : html`open`}>
          <summary>${say('ack.comment')}</summary>
          <div class="group">
            <textarea name="comment" rows="3" maxlength="4000" aria-label="${say('ack.comment')}">
${comment}</textarea>
          </div>
        </details>
        <div class="answers">
          ${ANSWERS.map(
            (answer) => html`<button name="answer" value="${answer}">${answerWords(visit, answer)}</button>`,
          )}
        </div>
      </form>`,
  };
}

function answerWords({ language }: Visit, answer: string): string {
  const key = `ack.${answer}`;
  return isKey(key) ? textOf(language, key) : answer;
}

function facts(visit: Visit, view: LinkView): Html {
  const { say, language } = visit;
  return html`<dl>
    <dt>${say('ack.what')}</dt>
    <dd>${retold('kinds', view.kindTitle, language)}</dd>
    <dt>${say('ack.severity')}</dt>
    <dd>${severityMark(view.severity, retold('severity', view.severity, language))}</dd>
    <dt>${say('ack.since')}</dt>
    <dd>${view.since}</dd>
    <dt>${say('ack.askedOf')}</dt>
    <dd>${view.operatorName}</dd>
    <dt>${say('ack.tlds')}</dt>
    <dd>${view.tlds}</dd>
  </dl>`;
}

function answered(visit: Visit, { answers }: LinkView): Html {
  const { say } = visit;
  return html`<p role="status"><strong>${say('ack.thanks')}</strong></p>
    <h2>${say('ack.answered')}</h2>
    <ul>
      ${answers.map(
        ({ answer, at }) =>
          html`<li>${at.replace('T', ' ').slice(0, 19)} UTC: ${answerWords(visit, answer)}</li>`,
      )}
    </ul>`;
}
