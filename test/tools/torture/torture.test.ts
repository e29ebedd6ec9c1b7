import { expect } from 'chai'
import { faultsIn, LEAST_BETWEEN, betweenIn, reportOn } from '../../../src/tools/torture/report.ts'
import { torture, type Torture } from '../../../src/tools/torture/run.ts'
import { aCorner, needsPostgres } from '../../support/a-postgres.ts'
import { NOTHING_WRONG } from './a-witness.ts'

const KILLS = 50
/** On two cores that others use too. Alone it takes a tenth of it. */
const PATIENCE_MS = 420_000

function demandProof(name: string, run: Torture): void {
  console.log(reportOn(name, run))
  expect(run.verdict, faultsIn(run).join('; ')).to.deep.equal(NOTHING_WRONG)
  expect(run.kills).to.have.lengthOf(KILLS)
  expect(betweenIn(run), 'between receipt and answer').to.be.at.least(LEAST_BETWEEN)
  expect(new Set(run.kills.map(({ victim }) => victim)).size, 'both are killed').to.equal(2)
  expect(run.counts.acknowledged, 'a run that kept nothing proves nothing').to.be.greaterThan(KILLS)
  for (const count of ['corrected', 'madeSafer', 'takenBack', 'declined'] as const)
    expect(run.counts[count], count).to.be.greaterThan(0)
}

describe(`Bot and gateway, over ${KILLS} kills`, () => {
  it('lose nothing, double nothing and send nothing that was not agreed to, on the embedded store', async () => {
    demandProof('SQLite, embedded', await torture({ kills: KILLS, seed: 5 }))
  }).timeout(PATIENCE_MS)
})

describe(`Bot and gateway on a PostgreSQL, over ${KILLS} kills`, () => {
  before(needsPostgres)

  it('lose nothing, double nothing and send nothing that was not agreed to', async () => {
    const corner = await aCorner()
    try {
      demandProof('PostgreSQL', await torture({ kills: KILLS, seed: 6, databaseUrl: corner.url }))
    } finally {
      await corner.remove()
    }
  }).timeout(PATIENCE_MS)
})
