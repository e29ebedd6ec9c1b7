import { expect } from 'chai'
import { areaSchema } from '../../src/domain/area.ts'

const gateway = {
  id: 'the-hub',
  name: { en: 'The Hub' },
  police_run: false,
  aims_to_contact_within_working_days: 2,
}
const area = {
  id: 'here',
  force: 'here',
  name: { en: 'Here' },
  country: 'England',
  sample: false,
  exit: 'https://www.bbc.co.uk/weather',
  languages: ['en'],
  lines: [{ service: 'the-line' }],
  idle: { web_minutes: 60, teams_minutes: 1440, sms_minutes: 10080, directline_minutes: 60 },
  processors: { clu: false, sms: false, teams: false },
}
const mail = { kind: 'mail', to: 'desk@hub.cjsm.net', from: 'haven@body.example', encrypt: 'attachment' }
const webhook = { kind: 'webhook', url: 'https://hub.example/in' }

/** What is said of an area whose gateway has these fields too; nothing when it is sound. */
function faultsOf(extra: object): readonly string[] {
  const read = areaSchema.safeParse({ ...area, gateway: { ...gateway, ...extra } })
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('How an area’s referrals reach its gateway', () => {
  for (const [what, extra] of [
    ['by the contract over HTTP', { url: 'https://hub.example' }],
    ['at the embedded desk', { url: 'embedded' }],
    ['by mail, as locked files', { transport: mail }],
    [
      'by mail, to a mailbox that was agreed',
      { transport: { ...mail, encrypt: 'agreed-mailbox', agreed_on: '2026-11-02' } },
    ],
    ['by a signed request', { transport: webhook }],
  ] as const) {
    it(`can be ${what}`, () => {
      expect(faultsOf(extra)).to.deep.equal([])
    })
  }

  for (const [what, extra, expected] of [
    ['neither', {}, /^gateway\.url: write either url .* or transport/],
    ['both', { url: 'embedded', transport: mail }, /^gateway\.url: write either url/],
    ['by pigeon', { transport: { kind: 'pigeon' } }, /^gateway\.transport\.kind/],
    [
      'by mail in the clear',
      { transport: { ...mail, encrypt: 'none' } },
      /transport\.encrypt: .*"attachment"/,
    ],
    ['by mail with PGP', { transport: { ...mail, encrypt: 'pgp' } }, /transport\.encrypt: .*"attachment"/],
    [
      'to an agreed mailbox without the day of the agreement',
      { transport: { ...mail, encrypt: 'agreed-mailbox' } },
      /transport\.agreed_on: .*agreed in writing/,
    ],
    [
      'to two mailboxes',
      { transport: { ...mail, to: 'desk@hub.example, all@hub.example' } },
      /transport\.to: must be one plain address/,
    ],
    [
      'to a mailbox with a header in it',
      { transport: { ...mail, to: 'desk@hub.example\r\nBcc: all@hub.example' } },
      /transport\.to: must be one/,
    ],
    ['from a name', { transport: { ...mail, from: 'Haven <haven@body.example>' } }, /transport\.from/],
    ['by a request in the clear', { transport: { ...webhook, url: 'http://hub.example' } }, /must be https/],
    ['by a request to a file', { transport: { ...webhook, url: 'file:///in' } }, /must be https/],
  ] as const) {
    it(`cannot be ${what}`, () => {
      const faults = faultsOf(extra)
      expect(faults).to.have.length(1)
      expect(faults[0]).to.match(expected)
    })
  }
})
