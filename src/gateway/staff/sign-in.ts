import { newSecret, sameSecret } from '../../staff/secrets.ts'
import type { Answer } from '../../staff/answer.ts'
import { html } from '../../staff/html.ts'
import { notice, page, PATHS } from './layout.ts'
import type { Voice } from './voice.ts'

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
export function signInPage(key: string, voice: Voice): Answer {
  const { sign_in: say } = voice.words
  return page(200, voice, {
    title: say.title,
    main: html`<h1>${say.heading}</h1>
      <p>${say.once}</p>
      <form method="post" action="${PATHS.signIn}">
        <input type="hidden" name="key" value="${key}" /><button>${say.button}</button>
      </form>`,
  })
}

/** Shown for a key that is wrong or used: which of the two is not said. */
export const signInRefused = (voice: Voice): Answer => notice(403, voice, voice.words.sign_in.refused)

/** Shown to anyone who is not signed in, whatever they asked for: so what they asked for is not on it. */
export function signInNeeded(voice: Voice): Answer {
  const { sign_in: say } = voice.words
  return page(
    401,
    { ...voice, here: PATHS.list },
    {
      title: say.title,
      headers: { 'www-authenticate': 'Cookie realm="Referrals desk"' },
      main: html`<h1>${say.needed.title}</h1>
      <p>${say.needed.say}</p>`,
    },
  )
}
