import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import type { Fault } from '../../src/domain/fault.ts'
import { faultsOfCruise, roomFaults } from '../../src/tools/check/rooms.ts'

/** A file planted in a room, what it imports, and the rule that must see it. */
interface Plant {
  readonly file: string
  readonly imports: string
  readonly rule: string
}

const plant = (file: string, imports: string, rule: string): Plant => ({ file: `src/${file}`, imports, rule })
const PLANTS: readonly Plant[] = [
  plant('domain/plant.ts', '../engine/flow.ts', 'domain-room'),
  plant('domain/plant-package.ts', 'yaml', 'domain-room'),
  plant('domain/plant-io.ts', 'node:fs', 'pure-rooms-do-no-io'),
  plant('engine/plant.ts', '../ports/clock.ts', 'engine-room'),
  plant('engine/plant-io.ts', 'node:crypto', 'pure-rooms-do-no-io'),
  plant('ports/plant.ts', '../engine/flow.ts', 'ports-room'),
  plant('ports/plant-package.ts', 'zod', 'ports-room'),
  plant('ports/plant-io.ts', 'node:http', 'pure-rooms-do-no-io'),
  plant('actions/plant.ts', '../conversation/screen.ts', 'actions-room'),
  plant('actions/plant-adapter.ts', '../adapters/clock-system/index.ts', 'actions-room'),
  plant('actions/plant-io.ts', 'node:fs', 'actions-only-digest'),
  plant('conversation/plant.ts', '../adapters/clock-system/index.ts', 'conversation-room'),
  plant('conversation/plant-io.ts', 'node:fs', 'pure-rooms-do-no-io'),
  plant('adapters/clock-system/plant.ts', '../../conversation/screen.ts', 'adapters-room'),
  plant('adapters/clock-system/plant-other.ts', '../secrets-random/index.ts', 'adapters-apart'),
  plant('adapters/clock-system/plant-shared.ts', '../store-shared/secrets.ts', 'adapters-apart'),
  plant('adapters/store-postgres/plant-other.ts', '../store-sqlite/index.ts', 'stores-apart'),
  plant('adapters/store-sqlite/plant-other.ts', '../vault-local/index.ts', 'stores-apart'),
  plant('adapters/store-shared/plant-store.ts', '../store-sqlite/index.ts', 'adapters-apart'),
  plant('adapters/clock-system/plant-package.ts', 'botbuilder', 'adapters-room'),
  plant('bot/plant.ts', '../actions/all.ts', 'bot-room'),
  plant('bot/plant-package.ts', 'restify', 'bot-room'),
  plant('web/plant.ts', '../actions/all.ts', 'web-room'),
  plant('web/plant-package.ts', 'botbuilder', 'web-room'),
  plant('gateway/plant.ts', '../domain/match.ts', 'gateway-room'),
  plant('gateway/plant-port.ts', '../ports/vault.ts', 'gateway-room'),
  plant('directory/plant.ts', '../gateway/create-gateway.ts', 'directory-room'),
  plant('directory/plant-conversation.ts', '../conversation/screen.ts', 'directory-room'),
  plant('directory/plant-adapter.ts', '../adapters/clock-system/index.ts', 'directory-room'),
  plant('directline/plant.ts', '../conversation/screen.ts', 'directline-room'),
  plant('directline/plant-bot.ts', '../bot/assistant.ts', 'directline-room'),
  plant('directline/plant-package.ts', 'botbuilder', 'directline-room'),
  plant('staff/plant.ts', '../domain/referral.ts', 'staff-room'),
  plant('staff/plant-gateway.ts', '../gateway/create-gateway.ts', 'staff-room'),
  plant('texting/plant.ts', '../conversation/screen.ts', 'texting-room'),
  plant('texting/plant-adapter.ts', '../adapters/clock-system/index.ts', 'texting-room'),
  plant('adapters/sms-twilio/plant-other.ts', '../sms-notify/index.ts', 'texts-apart'),
  plant('host/plant.ts', '../adapters/clock-system/index.ts', 'host-room'),
  plant('tools/plant.ts', '../bot/plant.ts', 'tools-room'),
  plant('tools/plant-package.ts', 'botbuilder-dialogs', 'only-bench-measures-bot-framework'),
  plant('web/plant-development.ts', 'chai', 'no-development-packages'),
  plant('domain/plant-nowhere.ts', './there-is-no-such-file.ts', 'no-unknown-import'),
]
/** Two files that import each other; the rule names one of them. */
const RING: readonly (readonly [string, string])[] = [
  ['src/engine/plant-ring.ts', './plant-ring-too.ts'],
  ['src/engine/plant-ring-too.ts', './plant-ring.ts'],
]
/** What is allowed, and must stay so. */
const ALLOWED: readonly (readonly [string, string])[] = [
  ['src/actions/plant-digest.ts', 'node:crypto'],
  ['src/bot/plant-allowed.ts', 'botbuilder'],
  ['src/gateway/plant-allowed.ts', '../domain/referral.ts'],
  ['src/gateway/plant-allowed-too.ts', '../staff/plant-allowed.ts'],
  ['src/directory/plant-allowed.ts', '../domain/match.ts'],
  ['src/staff/plant-allowed.ts', 'node:http'],
  ['src/directline/plant-allowed.ts', 'ws'],
  ['src/host/plant-allowed.ts', 'restify'],
  ['src/adapters/clock-system/plant-allowed.ts', '../../engine/check.ts'],
  ['src/adapters/store-sqlite/plant-shared.ts', '../store-shared/secrets.ts'],
  ['src/adapters/store-postgres/plant-shared.ts', '../store-shared/secrets.ts'],
]

describe('The rooms', function () {
  this.timeout(60_000)
  let copy = ''
  let faults: readonly Fault[] = []

  before(async () => {
    copy = mkdtempSync(join(tmpdir(), 'haven-rooms-'))
    cpSync(join(ROOT, 'src'), join(copy, 'src'), { recursive: true })
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'))
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    const imports = PLANTS.map((planted) => [planted.file, planted.imports] as const)
    for (const [file, from] of [...imports, ...ALLOWED, ...RING]) {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      writeFileSync(join(copy, file), `// The first line is a comment.\nimport '${from}'\n`)
    }
    faults = await roomFaults(copy, ROOT)
  })

  after(() => rmSync(copy, { recursive: true, force: true }))

  for (const { file, imports, rule } of PLANTS) {
    it(`${rule} sees ${file} import ${imports}`, () => {
      const rules = faults.filter((fault) => fault.file === file).map((fault) => fault.rule)
      expect(rules).to.include(rule)
    })
  }

  it('no-cycles sees two files that import each other', () => {
    const ring = faults.filter(({ file, rule }) => rule === 'no-cycles' && file.includes('plant-ring'))
    expect(ring).to.have.length(1)
  })

  it('let every room import what it may', () => {
    const files = ALLOWED.map(([file]) => file)
    expect(faults.filter(({ file }) => files.includes(file))).to.deep.equal([])
  })

  it('point at the line of the import and say why it is forbidden', () => {
    const fault = faults.find(({ file }) => file === 'src/domain/plant-io.ts')
    expect(fault?.line).to.equal(2)
    expect(fault?.cure).to.include('no files, no network')
  })

  it('are read from every TypeScript file, type imports included', () => {
    expect(faults.filter(({ rule }) => rule === 'rooms-unread')).to.deep.equal([])
  })
})

describe('The guard over the rooms', () => {
  const cruise = (...sources: string[]) => ({
    modules: sources.map((source) => ({ source })),
    summary: { violations: [], ruleSetUsed: { forbidden: [] } },
  })

  it('fails when the reader skipped a file', () => {
    const [fault, ...others] = faultsOfCruise(cruise('src/a.ts'), ['src/a.ts', 'src/b.ts'], () => '')
    expect(fault?.rule).to.equal('rooms-unread')
    expect(fault?.file).to.equal('src/b.ts')
    expect(fault?.what).to.include('1 of 2 files')
    expect(others).to.deep.equal([])
  })

  it('fails when nothing at all was read', () => {
    expect(faultsOfCruise(cruise(), ['src/a.ts'], () => '')).to.have.length(1)
  })

  it('passes when every file was read', () => {
    expect(faultsOfCruise(cruise('src/a.ts', 'node:fs'), ['src/a.ts'], () => '')).to.deep.equal([])
  })
})
