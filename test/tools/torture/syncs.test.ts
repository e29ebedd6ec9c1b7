import { expect } from 'chai'
import { isStraceHere, syncsOfSqlite } from '../../../src/tools/torture/syncs.ts'
import { waitsIn } from '../../../src/tools/torture/trace.ts'

const REFERRALS = 20

describe('The disk', () => {
  it('is waited for before a referral is acknowledged, for its key and for itself', function () {
    if (!isStraceHere()) {
      console.log('      skipped: 1 test needs strace, to count how often the disk is waited for')
      this.skip()
    }
    const { least, perReferral } = syncsOfSqlite(REFERRALS)
    expect(least).to.be.at.least(2)
    expect(perReferral).to.be.at.least(least ?? Infinity)
  }).timeout(60_000)

  it('is seen not to be waited for', () => {
    const trace = [
      '10 fsync(18)                         = 0',
      '10 write(1, "kept\\n", 5)             = 5',
      '10 fdatasync(18)                     = 0',
      '10 write(1, "confirmed\\n", 10)       = 10',
      '10 fsync(18 <unfinished ...>',
      '11 write(24, "x", 1)                 = 1',
      '10 <... fsync resumed>)              = -1 EIO (Input/output error)',
      '10 write(1, "kept\\n", 5)             = 5',
      '10 write(1, "confirmed\\n", 10)       = 10',
      '10 <... fsync resumed>)              = 0',
      '10 write(1, "kept\\n", 5)             = 5',
    ].join('\n')
    expect(waitsIn(trace)).to.deep.equal([
      { untilKept: 1, untilConfirmed: 2 },
      { untilKept: 0, untilConfirmed: 0 },
    ])
  })
})
