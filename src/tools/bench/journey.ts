import type { Shot } from './drive.ts'

/** A person on Haven's page: each answer is one enhanced POST whose answer is the HTML of the next question. */
const JOURNEY: readonly (readonly [string, string])[] = [
  ['o', 'nobody'],
  ['o', 'no'],
  ['o', 'me'],
  ['o', '18-plus'],
  ['o', 'list'],
  ['o', 'stolen'],
  ['c', 'burglary'],
  ['o', 'that-is-all'],
  ['o', 'no'],
  ['o', 'no'],
  ['go', 'back'],
  ['o', 'no'],
  ['o', 'yes'],
  ['o', 'carry-on'],
  ['a', 'ST16 2AB'],
  ['o', 'yes'],
  ['c', 'safety'],
  ['o', 'none'],
  ['o', 'pass-on'],
  ['a', 'Sam'],
  ['go', 'start-again'],
]

/** The lane of one person, who begins again when the journey is over. */
export const haven = () => {
  let step = 0
  let cookie = ''
  let version = '0'
  return (
    last: { readonly body: string; readonly headers: Readonly<Record<string, unknown>> } | undefined,
  ): Shot => {
    const set = (last?.headers['set-cookie'] as readonly string[] | undefined)?.[0]
    if (set !== undefined) cookie = set.split(';')[0]!
    version = /name="v" value="(\d+)"/.exec(last?.body ?? '')?.[1] ?? version
    const [name, value] = JOURNEY[step % JOURNEY.length]!
    step += 1
    return {
      path: '/',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-part': '1',
        ...(cookie !== '' && { cookie }),
      },
      body: new URLSearchParams({ v: version, [name]: value }).toString(),
      isGood: (status, body) => status === 200 && body.includes('<h1') && !body.includes('role="alert"'),
    }
  }
}
