import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../../../src/content.ts'
import { optionsOf } from '../../../src/tools/torture/options.ts'
import { faultsIn } from '../../../src/tools/torture/report.ts'
import type { Kill, Torture } from '../../../src/tools/torture/run.ts'
import { NOTHING_WRONG } from './a-witness.ts'

const killsOf = (between: number, others: number): readonly Kill[] => [
  ...Array.from(
    { length: between },
    () => ({ victim: 'bot', moment: 'between receipt and answer' }) as const,
  ),
  ...Array.from({ length: others }, () => ({ victim: 'gateway', moment: 'after the answer' }) as const),
]
const RUN: Torture = {
  kills: killsOf(30, 70),
  met: new Map(),
  verdict: NOTHING_WRONG,
  counts: { acknowledged: 10, corrected: 1, madeSafer: 1, takenBack: 1, declined: 1, made: 10 },
  seconds: 1,
}

describe('The torture command', () => {
  it('does 50 kills on the stores that are here unless told otherwise', () => {
    expect(optionsOf([])).to.deep.equal({ kills: 50, fsyncs: false, help: false })
    const asked = optionsOf(['--kills', '1000', '--store', 'both', '--seed', '7'])
    expect(asked).to.deep.include({ kills: 1000, store: 'both', seed: 7 })
  })

  for (const [args, said] of [
    [['--kills', '0'], '--kills is a number from 1'],
    [['--kills', 'many'], '--kills is a number from 1'],
    [['--store', 'mysql'], '--store is one of sqlite, postgres, both'],
    [['--seed', '-1'], 'seed'],
    [['--frob'], '--frob'],
    [['1000'], '1000'],
  ] as const)
    it(`says what is wrong with ${args.join(' ')}`, () => {
      expect(optionsOf(args)).to.be.a('string').that.includes(said)
    })

  it('ends with 2 when it cannot be asked', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'src/tools/torture.ts'), '--store', 'mysql'],
      { encoding: 'utf8' },
    )
    expect(status).to.equal(2)
    expect(stderr).to.include('--store is one of').and.include('npm run torture')
  })

  it('calls a run wrong that lost something, waits, or came too seldom between receipt and answer', () => {
    expect(faultsIn(RUN)).to.deep.equal([])
    expect(faultsIn({ ...RUN, kills: killsOf(29, 71) })[0]).to.include('29 %')
    expect(faultsIn({ ...RUN, verdict: { ...NOTHING_WRONG, lost: ['A'] } })[0]).to.equal('1 lost: A')
    expect(faultsIn({ ...RUN, verdict: { ...NOTHING_WRONG, waiting: 2 } })[0]).to.include('2 still waiting')
    expect(faultsIn({ ...RUN, counts: { ...RUN.counts, acknowledged: 0 } })[0]).to.include(
      'nothing was proved',
    )
  })
})
