import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import { turnsInProcess } from '../../src/adapters/store-shared/turns.ts'
import { Busy } from '../../src/ports/turns.ts'

describe('Turns in one process', () => {
  it('come one after the other in the order in which they were asked for, forty of them', async () => {
    const turns = turnsInProcess()
    const order: number[] = []
    let inside = 0
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        turns.inTurn('one', async () => {
          inside += 1
          expect(inside).to.equal(1)
          await setTimeout(1)
          order.push(index)
          inside -= 1
        }),
      ),
    )
    expect(order).to.deep.equal(Array.from({ length: 40 }, (_, index) => index))
  })

  it('of different conversations do not wait for each other', async () => {
    const turns = turnsInProcess()
    const never = turns.inTurn('one', () => setTimeout(200))
    expect(await turns.inTurn('other', async () => 'there')).to.equal('there')
    await never
  })

  it('go on after one that failed', async () => {
    const turns = turnsInProcess()
    const failed = turns.inTurn('one', () => Promise.reject(new RangeError('no')))
    const next = turns.inTurn('one', async () => 'next')
    expect(await failed.catch((error: unknown) => error)).to.be.instanceOf(RangeError)
    expect(await next).to.equal('next')
  })

  it('are given up as busy when the one before does not end, are then not taken, and let others wait on', async () => {
    const turns = turnsInProcess(40)
    let isTaken = false
    const long = turns.inTurn('one', () => setTimeout(100, 'long'))
    const late = turns.inTurn('one', async () => void (isTaken = true))
    expect(await late.catch((error: unknown) => error)).to.be.instanceOf(Busy)
    expect(await long).to.equal('long')
    await setTimeout(20)
    expect(isTaken).to.equal(false)
    expect(await turns.inTurn('one', async () => 'again')).to.equal('again')
  })
})
