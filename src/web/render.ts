import type { Block, Choice, Question, Screen } from '../conversation/screen.ts'
import type { Layout } from '../domain/layout.ts'
import type { Shown } from './cookie.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { renderBanner, renderLog, renderOtherLayout } from './log.ts'
import type { PaintedLook } from './look.ts'

/** The page's own words: what stands around every screen. */
export interface Around {
  readonly text: (key: string) => string
  /** The area's own look, where it has one. */
  readonly look?: PaintedLook | undefined
  /** How the page shows itself; one question at a time unless it says otherwise. */
  readonly layout?: Layout | undefined
  /** Where the page is shown; by itself unless it says otherwise. */
  readonly shown?: Shown
}

/**
 * What stands between the top bar and the foot: notes, what was said, and the question. Also the enhanced answer.
 * What is said comes before the question, as one part (`y`), where someone who cannot see the page goes on reading.
 */
export function renderMain(screen: Screen, version: number, around: Around, draft = ''): Html {
  const { question, says } = screen
  const rows = says.filter((block) => block.kind === 'row')
  const said =
    says.length > 0 &&
    html`<div id="y" tabindex="-1">${says.map((block) => (block.kind === 'row' ? undefined : renderBlock(block)))}${rows.length > 0 && table(rows, around)}</div>`
  const asked = question
    ? html`${screen.remaining !== undefined && html`<p class="h" id="r">${screen.remaining}</p>`}${renderQuestion(question, around, { draft, isWrong: isWrong(screen), isCounted: screen.remaining !== undefined })}`
    : html`<h1 tabindex="-1" class="v" id="q">${around.text('page:end')}</h1>`
  return html`${others(screen, version, around)}${renderLog(screen, around.text)}<form method="post" ${where(screen)} autocomplete="off" novalidate${idle(screen, version)}>${known(version, screen, around)}${renderBanner(screen)}${notes(screen, around)}${spoken(screen, html`${said}${asked}`)}<p>${screen.canGoBack && html`<button class="q l" name="go" value="back">${around.text('page:back')}</button> `}${screen.canChange === true && html`<button class="q l" name="go" value="answers">${around.text('page:answers')}</button> `}<button class="q l" name="go" value="help">${around.text('page:help')}</button>${renderOtherLayout(screen, around.text)}</p></form>`
}

/** In a conversation the browser goes to where it is now, below what was said before, also without scripts. */
const where = ({ layout }: Screen): Html =>
  layout === 'conversation' ? html`action="/#n" id="n"` : html`action="/"`

/** For how many seconds what stands here is kept; nothing is kept of a first screen, or of one that is over. */
const idle = ({ idleMinutes, over }: Screen, version: number): Html | false =>
  version > 0 && !over && idleMinutes !== undefined && html` data-idle="${idleMinutes * 60}"`

/** Other languages, each in its own name, in a form of their own: in the other one Enter sends what was written. */
const others = (screen: Screen, version: number, around: Around): Html | undefined =>
  screen.languages.length === 0
    ? undefined
    : html`<form method="post" action="/" class="i">${known(version, screen, around)}${screen.languages.map(({ id, name }) => html`<button class="q l" name="lang" value="${id}" lang="${id}">${name}</button> `)}</form>`

/** What every form says of the screen that it stands on: its version, language, layout and look, and a frame around it. */
const known = (version: number, { language, layout }: Screen, { look, shown }: Around): Html =>
  html`<input type="hidden" name="v" value="${version}"><input type="hidden" name="l" value="${language}">${layout === 'conversation' && html`<input type="hidden" name="t" value="1">`}${look && html`<input type="hidden" name="w" value="${look.id}">`}${shown === 'frame' && html`<input type="hidden" name="f" value="1">`}`

/** An emergency card can be in another language than what stands around it. */
const spoken = ({ speaks }: Screen, main: Html): Html =>
  speaks === undefined ? main : html`<div lang="${speaks}" dir="auto">${main}</div>`

/** What is wrong; and, in another language, what is offered. */
function notes(screen: Screen, around: Around): readonly (Html | undefined)[] {
  const offers = screen.notes.map(({ text, language }) =>
    language === undefined
      ? undefined
      : html`<p class="n" role="status" lang="${language}" dir="auto">${text}</p>`,
  )
  return [problems(screen, around), ...offers]
}

/** Whether the screen says that something is wrong. */
export const isWrong = ({ notes: said }: Pick<Screen, 'notes'>): boolean =>
  said.some(({ language }) => language === undefined)

const problems = (screen: Screen, around: Around): Html | undefined =>
  !isWrong(screen)
    ? undefined
    : html`<div class="e" role="alert" id="note" tabindex="-1"><p><strong>${around.text('page:note')}</strong></p>${screen.notes.map(({ text, language }) => language === undefined && html`<p>${text}</p>`)}</div>`

function renderBlock(block: Exclude<Block, { kind: 'row' }>): Html {
  switch (block.kind) {
    case 'text':
      return html`<p>${block.text}</p>`
    case 'heading':
      return html`<h2>${block.text}</h2>`
    case 'notice':
      return html`<p class="n"><strong>${block.text}</strong></p>`
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`
    case 'link':
      return html`<p><a href="${block.href}" rel="noreferrer noopener">${block.text}</a></p>`
    case 'keep':
      return html`<p>${block.label !== '' && html`${block.label}<br>`}<span class="k">${block.value}</span></p>`
    case 'more':
      return html`<details><summary class="l">${block.label}</summary>${block.blocks.map((inner) => (inner.kind === 'row' ? undefined : renderBlock(inner)))}</details>`
    case 'line':
      return line(block)
    case 'service':
      return service(block)
  }
}

const phone = (number: string, dial: string): Html =>
  html`<a class="p" href="tel:${dial}"><bdi>${number}</bdi></a>`

const line = (block: Extract<Block, { kind: 'line' }>): Html =>
  html`<div class="c"><h2>${block.name}</h2>${
    block.number !== undefined &&
    html`<p>${block.dial === undefined ? html`<strong class="k"><bdi>${block.number}</bdi></strong>` : phone(block.number, block.dial)}</p>`
  }${block.about !== undefined && html`<p>${block.about}</p>`}${block.hours !== undefined && html`<p class="h">${block.hours}</p>`}${
    block.web !== undefined &&
    html`<p><a href="${block.web}" rel="noreferrer noopener">${site(block.web)}</a></p>`
  }</div>`

/** The number comes first: a frightened person must not have to read before they can ring. */
const service = (block: Extract<Block, { kind: 'service' }>): Html =>
  html`<div class="c${block.first && ' f'}"><h2>${block.name}</h2>${block.lines.map(
    (entry) =>
      html`<p>${phone(entry.number, entry.dial)}${entry.label !== undefined && html` <span class="h">${entry.label}</span>`}</p>`,
  )}${block.text !== undefined && html`<p>${block.text}</p>`}${block.hours !== '' && html`<p>${block.hours}</p>`}${block.before.map((before) => html`<p><strong>${before}</strong></p>`)}<p class="h">${block.why}</p>${
    block.about !== undefined &&
    html`<p${block.aboutIn !== undefined && html` lang="${block.aboutIn}"`}>${block.about}</p>`
  }${[block.address, block.marks].map((text) => text !== undefined && html`<p>${text}</p>`)}${block.web !== undefined && html`<p><a href="${block.web}" rel="noreferrer noopener">${site(block.web)}</a></p>`}</div>`

const site = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

const table = (rows: readonly Extract<Block, { kind: 'row' }>[], around: Around): Html =>
  html`<dl>${rows.map(
    (row) =>
      html`<div><dt>${row.label}</dt><dd>${row.value}</dd>${
        row.change !== undefined &&
        html`<dd><button class="q l" name="change" value="${row.change}">${around.text('page:change')}<span class="v"> ${row.label}</span></button></dd>`
      }</div>`,
  )}</dl>`

/** What was typed and could not be taken, whether the screen says so, and whether it says how many questions are left. */
interface Tried {
  readonly draft: string
  readonly isWrong: boolean
  readonly isCounted: boolean
}

function renderQuestion(question: Question, around: Around, tried: Tried): Html {
  const hint =
    question.hint.length > 0 &&
    html`<div id="hint" class="h">${question.hint.map((text) => html`<p>${text}</p>`)}</div>`
  const heading = html`<h1 tabindex="-1" id="q"${tried.isCounted && html` aria-describedby="r"`}>${question.heading}</h1>`
  if (question.text)
    return html`<h1 tabindex="-1" id="q"><label for="a">${question.heading}</label></h1>${hint}${offered(question)}${typed(question, tried)}${go(around)}${buttons(question.options, 's')}`
  if (question.many) {
    return html`<fieldset aria-describedby="${hint && 'hint'}"><legend>${heading}</legend>${hint}${question.items.map((item) => box(item, question))}</fieldset>${go(around)}${buttons(question.options, 's')}`
  }
  return html`<div role="group" aria-labelledby="q">${heading}${hint}${buttons([...question.items, ...question.options], '')}</div>`
}

/**
 * What was written before stands above the box, to be taken with one press. The first button of a form is the one that
 * Enter presses, so that one which nobody sees stands before it: Enter sends what is in the box.
 */
const offered = ({ items }: Question): Html | false =>
  items.length > 0 &&
  html`<button class="v" name="go" value="on" tabindex="-1" aria-hidden="true"></button>${buttons(items, '')}`

const go = (around: Around): Html =>
  html`<button class="b g" name="go" value="on">${around.text('page:continue')}</button>`

const buttons = (choices: readonly Choice[], look: string): readonly Html[] =>
  choices.map(
    (choice) =>
      html`<button class="b${look && ` ${look}`}" name="o" value="${choice.id}">${choice.label}${choice.hint !== undefined && html`<small>${choice.hint}</small>`}</button>`,
  )

const box = (item: Choice, question: Question): Html =>
  html`<label class="o"><input type="checkbox" name="c" value="${item.id}"${question.earlier?.includes(item.id) === true && html` checked`}><span>${item.label}${item.hint !== undefined && html`<br><small class="h">${item.hint}</small>`}</span></label>`

/**
 * Spelling aids can send words away, and filled-in forms stay on a shared phone: all of them are off. There is no
 * longest length here: the browser would cut off what somebody wrote and say nothing.
 */
function typed({ text, hint, earlier }: Question, { draft, isWrong }: Tried): Html {
  const before = draft || (typeof earlier === 'string' ? earlier : '')
  const about = [isWrong && 'note', hint.length > 0 && 'hint'].filter((id) => id !== false).join(' ')
  const attributes = html`id="a" name="a" autocomplete="off" autocorrect="off" spellcheck="false"${about !== '' && html` aria-describedby="${about}"`}${isWrong && html` aria-invalid="true"`}`
  return text!.lines > 1
    ? html`<textarea ${attributes} rows="${text!.lines}">\n${before}</textarea>`
    : html`<input type="${text!.kind}" ${attributes} value="${before}">`
}
