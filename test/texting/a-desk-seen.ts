import { withCookie, type Staff } from '../gateway/a-member-of-staff.ts'
import type { Handsets } from '../support/handset.ts'

/** The referrals desk behind a Haven that texts, as somebody sees it who works there. */
export interface DeskSeen extends Staff {
  /** The references on its list. */
  references(): Promise<readonly string[]>
}

export async function deskOf({ haven }: Pick<Handsets, 'haven'>): Promise<DeskSeen> {
  const link = /Referrals desk.* (\S+)/.exec(haven.output())?.[1] ?? ''
  const signIn = await fetch(`${haven.url}/gateway/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ key: new URL(link).searchParams.get('key') ?? '' }),
  })
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const staff = withCookie({ url: haven.url } as Parameters<typeof withCookie>[0], cookie)
  return {
    ...staff,
    async references() {
      const { text } = await staff.open('/gateway/')
      return [...new Set([...text.matchAll(/\/gateway\/referrals\/([A-Z]+-\d+)/g)].map(([, one]) => one!))]
    },
  }
}
