import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmWatched } from '../../src/adapters/watch-files/index.ts'
import { configFrom } from '../../src/config.ts'
import type { Area } from '../../src/domain/area.ts'
import { gatewaysByArea, type TransportSettings } from '../../src/gateways.ts'
import type { Gateway } from '../../src/ports/gateway.ts'

const NOW = new Date('2026-11-23T09:00:00Z')
const overHttp = { lastOpened: async () => ({ result: 'unreachable' }) } as unknown as Gateway
const transports: Readonly<Record<string, object | undefined>> = {
  http: undefined,
  locked: { kind: 'mail', to: 'a@localhost', from: 'b@localhost', encrypt: 'attachment' },
  agreed: { kind: 'mail', to: 'a@localhost', from: 'b@localhost', encrypt: 'agreed-mailbox' },
  webhook: { kind: 'webhook', url: 'https://hub.example/in' },
}
const settings = {
  smtp: { host: '127.0.0.1', port: 9, secure: true },
  mailPassphrase: 'correct horse battery staple',
  webhookSecret: `whsec_${'a'.repeat(43)}=`,
}

describe('The gateway of an area', () => {
  let dataFolder = ''
  before(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'haven-gateways-'))
  })
  after(() => rmSync(dataFolder, { recursive: true }))

  const of = (area: string, set: Partial<TransportSettings> = settings): Gateway | undefined =>
    gatewaysByArea({
      directory: {
        area: (id) =>
          id in transports ? ({ id, gateway: { transport: transports[id] } } as unknown as Area) : undefined,
      },
      http: { of: (id) => (id === 'http' ? overHttp : undefined) },
      settings: set,
      dataFolder,
      clock: { now: () => NOW },
    }).of(area)

  it('is the one over HTTP where the area names no other way, and nothing where there is no area', () => {
    expect(of('http')).to.equal(overHttp)
    expect(of('nowhere')).to.equal(undefined)
  })

  for (const [area, set, there] of [
    ['locked', settings, true],
    ['agreed', settings, true],
    ['webhook', settings, true],
    ['locked', { ...settings, mailPassphrase: undefined }, false],
    ['agreed', { ...settings, mailPassphrase: undefined }, true],
    ['agreed', { ...settings, smtp: undefined }, false],
    ['webhook', { ...settings, webhookSecret: undefined }, false],
  ] as const) {
    const without = Object.entries(set).flatMap(([name, value]) => (value === undefined ? [name] : []))
    it(`"${area}" is ${there ? 'there' : 'not there'}${without.length > 0 ? ` without ${without[0]}` : ''}`, () => {
      expect(of(area, set) !== undefined).to.equal(there)
    })
  }

  for (const area of ['agreed', 'webhook']) {
    it(`"${area}" is watched only once a person has said so`, async () => {
      expect(await of(area)?.lastOpened()).to.deep.equal({ result: 'known', at: undefined })
      await confirmWatched(dataFolder, area, NOW)
      expect(await of(area)?.lastOpened()).to.deep.equal({ result: 'known', at: NOW })
    })
  }
})

describe('The settings for gateways without an API', () => {
  it('are read', () => {
    const config = configFrom({
      HAVEN_SMTP_URL: 'smtps://me:pass@mail.example',
      HAVEN_MAIL_PASSPHRASE: settings.mailPassphrase,
      HAVEN_WEBHOOK_SECRET: settings.webhookSecret,
    })
    expect(config).to.deep.include({
      smtp: { host: 'mail.example', port: 465, secure: true, auth: { user: 'me', pass: 'pass' } },
      mailPassphrase: settings.mailPassphrase,
      webhookSecret: settings.webhookSecret,
    })
  })

  for (const [name, value] of [
    ['HAVEN_SMTP_URL', 'smtp://me:hidden@mail.example?ignoreTLS=true'],
    ['HAVEN_MAIL_PASSPHRASE', 'hidden'],
    ['HAVEN_WEBHOOK_SECRET', 'hidden-hidden-hidden-hidden-hidden'],
  ] as const) {
    it(`name ${name} when it is wrong, and never repeat it`, () => {
      const read = () => configFrom({ [name]: value })
      expect(read).to.throw(name)
      expect(read).not.to.throw('hidden')
    })
  }
})
