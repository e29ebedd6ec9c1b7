import { expect } from 'chai'
import { setTimeout } from 'node:timers/promises'
import { FAULTS, usedUp as stopped } from '../support/a-disk.ts'
import type { Disk } from '../support/a-disk.ts'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { withCookie } from '../gateway/a-member-of-staff.ts'
import { BURGLARY, TYPED, walkTo } from '../web/burglary.ts'
import { formVisitor } from '../web/form-visitor.ts'
import type { FormVisitor } from '../web/form-visitor.ts'

const readyStatus = async ({ address }: RunningHaven): Promise<number> =>
  (await fetch(`${address}/health/ready`)).status

/** Readiness is tried every few seconds at most. */
async function becomes(haven: RunningHaven, status: number): Promise<void> {
  const until = Date.now() + 20_000
  while ((await readyStatus(haven)) !== status) {
    if (Date.now() > until) throw new Error(`it did not become ${status}`)
    await setTimeout(250)
  }
}

const last = (person: FormVisitor) => person.exchanges.at(-1)!

/** What somebody reads when their answer was not kept. */
function expectTold(person: FormVisitor): void {
  expect(last(person).status).to.equal(503)
  const { text } = person.screen()
  expect(text).to.contain('We cannot save answers just now.')
  expect(text).to.contain('they may not be sent yet')
  expect(text.split('\n')).to.include('999')
  expect(text, 'a number besides 999').to.match(/^0[\d ]{9,}$/m)
  expect(text).to.not.match(/Your reference|Kept in the demonstration at/)
}

/** How many referrals stand on the desk's list. */
async function onTheDesk({ address, signInLink }: RunningHaven): Promise<() => Promise<number>> {
  const signIn = await fetch(new URL('/gateway/sign-in', address), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ key: new URL(signInLink).searchParams.get('key') ?? '' }),
  })
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const staff = withCookie({ url: address } as Parameters<typeof withCookie>[0], cookie)
  return async () => {
    const { status, text } = await staff.open('/gateway/')
    expect(status).to.equal(200)
    return new Set(
      [...text.matchAll(/\/gateway\/referrals\/([A-Z]+-\d+)/g)].map(([, reference]) => reference),
    ).size
  }
}

for (const fault of FAULTS) {
  describe(`A disk that is ${fault.what} while people talk`, () => {
    let disk: Disk | undefined
    let haven: RunningHaven | undefined
    before(function () {
      disk = fault.open()
      if (disk) return
      console.log(`      skipped: this machine lets us make no disk that is ${fault.what}`)
      this.skip()
    })
    after(async () => {
      disk?.free(haven?.pid ?? 0)
      await haven?.stop()
      disk?.remove()
    })

    it('is told to them, loses nothing that was confirmed, and is forgotten when it has room again', async () => {
      const there = disk!
      haven = await startHaven({ HAVEN_DATA: there.folder })
      const list = await onTheDesk(haven)
      expect(await readyStatus(haven)).to.equal(200)
      const earlier = formVisitor({ address: haven.address })
      await earlier.open()
      await walkTo(earlier)
      await earlier.choose(['agree'])
      expect(earlier.screen().text).to.contain('Kept in the demonstration at')
      expect(await list()).to.equal(1)

      const person = formVisitor({ address: haven.address })
      const leaver = formVisitor({ address: haven.address })
      await person.open()
      await leaver.open()
      await walkTo(leaver, 'who/age')
      await walkTo(person, 'referral/account')
      const before = person.screen().html
      await stopped(there, haven)

      await person.type(TYPED.account)
      expectTold(person)
      await becomes(haven, 503)
      expect((await fetch(`${haven.address}/health/live`)).status).to.equal(200)

      await person.open()
      expect(person.screen().html, 'they stand where they stood').to.equal(before)
      await person.type('he is outside with a knife and going to kill me')
      expect(last(person).status, 'the emergency card').to.equal(200)
      expect(person.screen().text).to.contain('999').and.not.to.contain('We cannot save answers')
      await person.open()
      await person.press('help')
      expect(last(person).status, 'people to ring').to.equal(200)
      const cookie = leaver.cookie()
      await leaver.press('leave')
      expect(leaver.screen().at).to.equal('end')
      const back = await fetch(haven.address, { headers: { cookie: cookie! } })
      expect(await back.text(), 'nobody gets it back with the cookie').to.not.contain('value="18-plus"')

      there.free(haven.pid)
      await becomes(haven, 200)
      await person.open()
      expect(person.screen().html).to.equal(before)
      await person.type(TYPED.account)
      await walkTo(fromThe(person, 'referral/account'))
      expect(person.screen().text).to.contain('Zephyrine')
      const review = person.screen().html

      await stopped(there, haven)
      await person.choose(['agree'])
      expectTold(person)
      await person.open()
      expect(person.screen().html, 'they are still asked').to.equal(review)
      // The first one is safe whatever becomes of the process.
      process.kill(haven.pid, 'SIGKILL')
      await haven.stop()
      there.free(haven.pid)
      haven = await startHaven({ HAVEN_DATA: there.folder })
      const again = await onTheDesk(haven)
      expect(await again(), 'the first one, and nothing that was not confirmed').to.equal(1)
    }).timeout(120_000)

    it('takes the agreement of the same person when it has room again, once', async () => {
      const there = disk!
      const person = formVisitor({ address: haven!.address })
      await person.open()
      await walkTo(person)
      await stopped(there, haven!)
      await person.choose(['agree'])
      expectTold(person)
      there.free(haven!.pid)
      await becomes(haven!, 200)
      await person.open()
      await person.choose(['agree'])
      expect(person.screen().text).to.contain('Kept in the demonstration at')
      const metrics = await (await fetch(`${haven!.address}/metrics`)).text()
      expect(metrics).to.match(/haven_faults_total\{[^}]*CannotKeep[^}]*\} [1-9]/)
    }).timeout(120_000)
  })
}

/** The same person, who has already answered everything up to and with a step. */
function fromThe(person: FormVisitor, step: string): Pick<FormVisitor, 'choose' | 'type'> {
  const skipped = BURGLARY.findIndex(([at]) => at === step) + 1
  let count = 0
  const unless = async (act: () => Promise<void>): Promise<void> => {
    count += 1
    if (count > skipped) await act()
  }
  return {
    choose: (ids) => unless(() => person.choose(ids)),
    type: (text) => unless(() => person.type(text)),
  }
}
