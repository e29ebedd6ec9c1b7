import { newSecret, sameSecret } from '../secrets.ts'
import type { Answer } from '../answer.ts'
import { html } from './html.ts'
import { notice, page, PATHS } from './layout.ts'

/** A key that opens the desk once. It is kept in memory only, so stopping the program ends it. */
export interface SignInKey {
  /** The link to print. */
  link(publicUrl: string): string
  fits(key: string): boolean
  /** True for the one time that it is used; then it is gone. */
  use(key: string): boolean
}

/** Makes a new key. */
export function signInKey(): SignInKey {
  const secret = newSecret()
  let unused = true
  const fits = (key: string) => sameSecret(key, secret) && unused
  return {
    link: (publicUrl) => new URL(`${PATHS.signIn}?key=${secret}`, publicUrl).href,
    fits,
    use: (key) => {
      const fitted = fits(key)
      if (fitted) unused = false
      return fitted
    },
  }
}

/** The page behind the link: only its button uses the key up, so that a program looking at links cannot. */
export const signInPage = (key: string): Answer =>
  page(200, {
    title: 'Sign in',
    main: html`<h1>Sign in to the referrals desk</h1>
      <p>This link works once. You stay signed in for 8 hours, in this browser.</p>
      <form method="post" action="${PATHS.signIn}">
        <input type="hidden" name="key" value="${key}" /><button>Sign in</button>
      </form>`,
  })

/** Shown for a key that is wrong or used: which of the two is not said. */
export const signInRefused = (): Answer =>
  notice(
    403,
    'This link does not work',
    'It may have been used. Start the program again: it prints a new link.',
  )

/** Shown to anyone who is not signed in, whatever they asked for. */
export const signInNeeded = (): Answer =>
  page(401, {
    title: 'Sign in',
    headers: { 'www-authenticate': 'Cookie realm="Referrals desk"' },
    main: html`<h1>Sign in to see this page</h1>
      <p>Open the sign-in link that was printed when the program started. Each link works once.</p>`,
  })
