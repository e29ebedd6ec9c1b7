import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect } from 'chai'
import { readContent, ROOT } from '../../src/content.ts'
import { chat } from '../../src/tools/talk/chat.ts'
import { differences } from '../../src/tools/talk/compare.ts'
import { play } from '../../src/tools/talk/play.ts'
import { recording } from '../../src/tools/talk/record.ts'
import { readScript } from '../../src/tools/talk/script.ts'
import { showing } from '../../src/tools/talk/show.ts'
import { stage } from '../../src/tools/talk/stage.ts'

const { content } = readContent({ production: false })
if (!content) throw new Error('the shipped flows cannot be read')
const shipped = content

const script = (steps: string, rest = ''): string =>
  `title: A short script\nabout: For a test\n${rest}\nsteps:\n${steps}`
const LET_IN = '  - { at: start/screen, choose: nobody }\n'
const foldersLeft = (): number =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('haven-talk-')).length

describe('A script', () => {
  const wrong: readonly (readonly [string, string, string])[] = [
    ['a step that does two things', script('  - { choose: a, type: b }'), 'a step does one thing'],
    ['a step that does nothing', script('  - { at: start/screen }'), 'a step does something'],
    ['a place that cannot be', script(LET_IN, 'ends_at: nowhere'), 'ends_at'],
    ['a field that nobody knows', script(LET_IN, 'chanel: sms'), 'chanel'],
    ['both a referral and none', script(LET_IN, 'no_referral: true\nreferral: { name: Sam }'), 'or none'],
  ]
  for (const [claim, text, complaint] of wrong) {
    it(`is refused with ${claim}`, () => {
      expect(() => readScript(text)).to.throw(complaint)
    })
  }

  it('is in English, on the page, with a gateway that answers, unless it says otherwise', () => {
    expect(readScript(script(LET_IN))).to.include({ channel: 'web', language: 'en', gateway: 'up' })
  })
})

describe('A script that is played', function () {
  this.timeout(30_000)
  const failuresOf = async (text: string): Promise<readonly string[]> =>
    (await play(readScript(text), shipped)).failures

  for (const channel of ['web', 'sms', 'teams', 'directline']) {
    it(`walks the same way on ${channel}`, async () => {
      const steps = `${LET_IN}  - { at: start/danger, choose: no, sees: ['danger'] }\n`
      expect(
        await failuresOf(script(steps, `channel: ${channel}\nends_at: who/who\nno_referral: true`)),
      ).to.deep.equal([])
    })
  }

  const failing: readonly (readonly [string, string, string])[] = [
    ['they stand elsewhere', script('  - { at: who/who, choose: me }'), 'they should stand at who/who'],
    [
      'an option is not there',
      script('  - { choose: teapot }'),
      'there is no "teapot" here; there are: nobody',
    ],
    ['a text is not on the screen', script("  - { sees: ['a teapot'] }"), '"a teapot" is not on the screen'],
    [
      'a text is on the screen that must not be',
      script("  - { sees_not: ['999'] }"),
      '"999" is on the screen',
    ],
    [
      'a line is not understood',
      script('  - { choose: nobody }\n  - { type: xyzzy }'),
      'the answer was not taken',
    ],
    [
      'a line is understood that should not be',
      script('  - { type: "1", refused: true }'),
      'leads to start/danger',
    ],
    ['it ends elsewhere', script(LET_IN, 'ends_at: end'), 'they should end at end'],
    ['no referral was made', script(LET_IN, 'referral: { name: Sam }'), 'no referral was made'],
  ]
  for (const [claim, text, failure] of failing) {
    it(`fails when ${claim}`, async () => {
      const failures = await failuresOf(text)
      expect(failures).to.have.length(1)
      expect(failures[0]).to.include(failure)
    })
  }

  it('leaves nothing behind', async () => {
    const before = foldersLeft()
    await failuresOf(script(LET_IN))
    expect(foldersLeft()).to.equal(before)
  })

  it('goes back, asks for help and starts again as buttons do', async () => {
    const steps = [
      '  - { choose: nobody }',
      '  - { at: start/danger, press: help }',
      '  - { at: help/menu, press: back }',
      '  - { at: start/danger, press: back }',
      '  - { at: start/screen, press: leave }',
    ].join('\n')
    expect(await failuresOf(script(steps, 'ends_at: end'))).to.deep.equal([])
  })
})

describe('What the gateway received', () => {
  const referral = { name: 'Sam', crimes: ['theft', 'fraud'], contact: { phone: { safe: 'yes' } } }
  const cases: readonly (readonly [string, Record<string, unknown>, number])[] = [
    ['fits by a part of it', { contact: { phone: { safe: 'yes' } } }, 0],
    ['differs by one value', { name: 'Alex', contact: {} }, 1],
    ['differs by a list that is shorter', { crimes: ['theft'] }, 1],
    ['differs by a field that is not there', { account: 'x' }, 1],
    ['fits where a field is absent as it should be', { absent: ['account', 'contact.email'] }, 0],
    ['differs where a field should be absent', { absent: ['contact.phone'] }, 1],
  ]
  for (const [claim, expected, count] of cases) {
    it(claim, () => {
      expect(differences(expected, referral)).to.have.length(count)
    })
  }
})

describe('A conversation at the terminal', function () {
  this.timeout(30_000)
  const typed = async (...lines: string[]) => {
    const talk = await stage({ content: shipped, channel: 'web', language: 'en', gatewayUp: false })
    let screen = ''
    const terminal = {
      input: Readable.from(lines.map((line) => `${line}\n`)),
      write: (text: string) => void (screen += text),
    }
    try {
      return { ...(await chat(talk, terminal, showing(shipped.words, 'web'))), screen }
    } finally {
      await talk.close()
    }
  }

  it('takes numbers, labels, slips of the keyboard and commands', async () => {
    const { steps, endsAt, screen } = await typed(
      '1',
      '/back',
      'No one can see it',
      '',
      '/help',
      '/again',
      '2',
    )
    expect(endsAt).to.equal('start/danger')
    expect(steps.map(({ choose, press }) => choose ?? press)).to.deep.equal([
      'nobody',
      'back',
      'nobody',
      'help',
      'start-again',
      'someone',
    ])
    expect(screen).to.include('1. ')
  })

  it('ends when the person leaves', async () => {
    const { endsAt, steps } = await typed('/leave', '1', '1')
    expect(endsAt).to.equal('end')
    expect(steps).to.have.length(1)
  })

  it('can be recorded as a script that plays the same way', async () => {
    const { steps, endsAt } = await typed('1', '1', 'xyzzy', '/back')
    const text = recording({
      channel: 'web',
      language: 'en',
      gatewayUp: false,
      steps: steps.filter(({ type }) => type === undefined),
      endsAt,
    })
    expect((await play(readScript(text), shipped)).failures).to.deep.equal([])
  })
})

describe('npm run talk', function () {
  this.timeout(30_000)
  const folder = mkdtempSync(join(tmpdir(), 'haven-talk-test-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  const talk = (args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> =>
    new Promise((done) => {
      const child = execFile(
        process.execPath,
        [join(ROOT, 'src/tools/talk.ts'), ...args],
        { cwd: folder },
        (error, out, err) => {
          done({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
        },
      )
      child.stdin?.end(input)
    })

  it('ends with 0 after a script that goes as it says, and with 1 after one that does not', async () => {
    const [good, bad] = [join(folder, 'good.yaml'), join(folder, 'bad.yaml')]
    writeFileSync(good, script(LET_IN, 'ends_at: start/danger'))
    writeFileSync(bad, script(LET_IN, 'ends_at: who/who'))
    const [passed, failed] = await Promise.all([talk(['--script', good]), talk(['--script', bad])])
    expect(passed.code).to.equal(0)
    expect(passed.out).to.include('> (nobody)')
    expect(failed.code).to.equal(1)
    expect(failed.err).to.include('they should end at who/who')
  })

  it('writes what was typed nowhere but into the file that was asked for', async () => {
    const before = readdirSync(folder)
    expect((await talk([], '1\n1\n')).code).to.equal(0)
    expect(readdirSync(folder)).to.deep.equal(before)
    const file = join(folder, 'mine.yaml')
    await talk(['--record', file, '--channel', 'sms', '--gateway-down'], '1\n')
    expect(readScript(readFileSync(file, 'utf8'))).to.include({
      channel: 'sms',
      gateway: 'down',
      ends_at: 'start/danger',
    })
    expect(statSync(file).mode & 0o077).to.equal(0)
  })

  it('says how it is used when it is asked for something else', async () => {
    const { code, err } = await talk(['--channel', 'pigeon'])
    expect(code).to.equal(2)
    expect(err).to.include('web, sms, teams, directline')
  })
})
