import type { BookFault } from './book-fault.ts'
import { at } from './book-fault.ts'
import type { Book, Step, StepKey } from './flow.ts'
import { fullKey } from './flow.ts'
import { reachable, transitionsFrom } from './walk.ts'

/**
 * What no author may go around, proved over the whole book: with a guard's arrows taken away, nothing that it guards
 * can be reached from the start. The guards are named in `everywhere.yaml`.
 */
export const safetyFaults = (book: Book): readonly BookFault[] => [
  ...unguarded(
    book,
    'danger',
    guards(book, 'danger'),
    isTyped,
    'a person can type here before being asked about danger',
  ),
  ...unguarded(
    book,
    'age',
    guards(book, 'age'),
    isAboutThem,
    'a person can type here before anybody knows how old they are',
  ),
  ...unguarded(
    book,
    'limits',
    guards(book, 'limits'),
    isAccount,
    'a person can say what happened before the limits of confidentiality',
  ),
  // Early and again before the review: each of them by itself.
  ...guards(book, 'private').flatMap((guard) =>
    unguarded(book, 'private', [guard], sends(book), `this can be sent without asking ${guard}`),
  ),
  ...privateFaults(book),
  ...childFaults(book),
]

type Guard = keyof Book['everywhere']['guards']
const guards = (book: Book, guard: Guard): readonly StepKey[] => book.everywhere.guards[guard]

/** A reference, its secret and a code are typed to look something up; a place is no account of anybody. */
const LOOK_UPS = ['reference', 'reference-or-code', 'given-secret']
const isTyped = (step: Step): boolean => step.kind === 'text' && !LOOK_UPS.includes(step.check)
const isAboutThem = (step: Step): boolean => isTyped(step) && step.kind === 'text' && step.check !== 'place'
const isAccount = (step: Step): boolean =>
  step.kind === 'text' && ['own-words', 'account'].includes(step.check)
const sends =
  (book: Book) =>
  (step: Step): boolean =>
    step.kind === 'do' && book.actions[step.do]?.sends === true

function unguarded(
  book: Book,
  guard: Guard,
  steps: readonly StepKey[],
  isGuarded: (step: Step) => boolean,
  what: string,
): BookFault[] {
  const without = reachable(book, [book.everywhere.start], (arrow) => !steps.includes(arrow.from))
  return [...without]
    .filter((key) => {
      const step = book.steps[key]
      return step !== undefined && isGuarded(step)
    })
    .map((key) => ({
      ...at(key),
      rule: `${guard}-first`,
      what,
      cure: `lead here only through ${steps.join(' or ')}`,
    }))
}

/**
 * "Is this private, and your own choice?": every answer but yes forgets everything and leads to the one same end, so
 * that nobody who looks on can tell which it was (promise 5).
 */
function privateFaults(book: Book): BookFault[] {
  const ends = new Set<string>()
  const faults = book.everywhere.guards.private.flatMap((key): BookFault[] => {
    const step = book.steps[key]
    if (step?.kind !== 'choice')
      return [{ ...at(key), rule: 'private-end', what: 'this is not a choice', cure: 'make it one' }]
    return Object.entries(step.options).flatMap(([option, target]): BookFault[] => {
      if (option === 'yes') return []
      if (typeof target !== 'string' && 'forget' in target) {
        ends.add(fullKey(key, target.forget))
        return []
      }
      const cure = 'let it forget everything and go to the neutral end'
      return [
        { ...at(key, 'options', option), rule: 'private-end', what: `"${option}" does not forget`, cure },
      ]
    })
  })
  const [first, ...others] = [...ends]
  return others.length === 0
    ? faults
    : [
        ...faults,
        ...others.map((end) => ({
          ...at(end),
          rule: 'private-end',
          what: 'the answers lead to different ends',
          cure: `let all of them lead to ${first ?? ''}`,
        })),
      ]
}

/**
 * A child under 13 is never led to a form: from the answer "under 13" nothing can be typed about anybody, and nothing
 * sent, without the age being asked again of somebody else.
 */
function childFaults(book: Book): BookFault[] {
  const ages = guards(book, 'age')
  return ages.flatMap((age) =>
    transitionsFrom(book, age)
      .filter((arrow) => arrow.by === 'under-13')
      .flatMap((arrow) => {
        const seen = reachable(book, [arrow.to], (next) => !ages.includes(next.from))
        const wrong = [...seen].find((key) => isForm(book, book.steps[key]))
        const cure = 'lead under-13 to people who talk to children, and to no form'
        return wrong === undefined
          ? []
          : [
              {
                ...at(age, ...arrow.path),
                rule: 'child-no-form',
                what: `a child under 13 can reach ${wrong}`,
                cure,
              },
            ]
      }),
  )
}

const isForm = (book: Book, step: Step | undefined): boolean =>
  step !== undefined && (isAboutThem(step) || sends(book)(step))
