import type { Desk } from './a-desk.ts'

/** Somebody with a browser at the desk: keeps the cookie, follows nothing. */
export interface Staff {
  open(
    path: string,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }>
  send(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>
  /** The token that a page's forms carry. */
  csrf(): Promise<string>
}

/** The path and query of the link that was printed last. */
export function printedLink(desk: Desk): string {
  const link = /http\S+/.exec(desk.printed.at(-1) ?? '')?.[0]
  if (!link) throw new Error('No link was printed')
  const { pathname, search } = new URL(link)
  return pathname + search
}

/** Uses a sign-in link; resolves with the answer. */
export const useLink = (desk: Desk, link = printedLink(desk)): Promise<Response> =>
  fetch(`${desk.url}/gateway/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ key: new URLSearchParams(link.split('?')[1]).get('key') ?? '' }),
  })

/** Signs in with the printed link. */
export async function signedIn(desk: Desk): Promise<Staff> {
  const cookie = (await useLink(desk)).headers.get('set-cookie')?.split(';')[0] ?? ''
  return withCookie(desk, cookie)
}

export function withCookie(desk: Desk, cookie: string): Staff {
  const open: Staff['open'] = async (path, headers = {}) => {
    const response = await fetch(desk.url + path, { headers: { cookie, ...headers }, redirect: 'manual' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return {
    open,
    send: (path, fields, headers = {}) =>
      fetch(desk.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, ...headers },
        body: new URLSearchParams(fields),
      }),
    csrf: async () => /name="csrf" value="([0-9a-f]+)"/.exec((await open('/gateway/')).text)?.[1] ?? '',
  }
}
