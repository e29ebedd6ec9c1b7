import type { LogEntry, Screen } from '../conversation/screen.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** The page's own words. */
type Say = (key: string) => string

/**
 * What was said before, above the question. It stands there before anything is in it, so that only what comes is read out;
 * the script leaves it in its place. Who speaks is said in words, not by a colour or a side alone.
 */
export const renderLog = ({ log }: Screen, text: Say): Html | undefined =>
  log &&
  html`<div id="g" role="log" aria-label="${text('page:so-far')}">${log.entries.map((entry) => said(entry, text))}</div>${log.isHeldBack && html`<p class="h">${text('page:held-back')}</p>`}`

/** That this is a demonstration stands with the question: at the top of a conversation nobody would see it any more. */
export const renderBanner = ({ layout, banner }: Screen): Html | false =>
  layout === 'conversation' && banner !== undefined && html`<p class="d">${banner}</p>`

/** The same question has the same id on every screen. */
const said = ({ at, asked, answered }: LogEntry, text: Say): Html =>
  html`<div id="g-${at.replace('/', '-')}"><p>${asked}</p><p><b>${text('page:you')}</b> ${answered === undefined ? html`<i>${text('page:unsaid')}</i>` : html`<bdi>${answered}</bdi>`}</p></div>`

/** The button for the other layout. It stands last, and answers nothing. */
export const renderOtherLayout = ({ otherLayout }: Screen, text: Say): Html | undefined =>
  otherLayout &&
  html` <button class="q l" name="as" value="${otherLayout}">${text(`page:as-${otherLayout}`)}</button>`
