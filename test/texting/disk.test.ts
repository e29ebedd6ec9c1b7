import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'chai'
import { FAULTS, usedUp, type Disk } from '../support/a-disk.ts'
import { handsets, type Handsets } from '../support/handset.ts'

/** Longer than any text of before that would still come. */
const QUIET_MS = 4_000

for (const fault of FAULTS)
  describe(`A disk that is ${fault.what} while people text`, function () {
    this.timeout(120_000)
    let disk: Disk | undefined
    let all: Handsets
    before(async function () {
      disk = fault.open()
      if (disk) all = await handsets({ HAVEN_DATA: disk.folder, HAVEN_TEXTS_GATHER_SECONDS: '1' })
      else this.skip()
    })
    after(async () => {
      disk?.free(all.haven.pid)
      await all?.stop()
      disk?.remove()
    })

    it('is told to each of them once; nothing is answered twice when it has room again', async () => {
      const [told, endangered, untold, stopper] = Array.from({ length: 4 }, () => all.handset('notify'))
      for (const phone of [told!, endangered!, untold!, stopper!]) await phone.ask('hello')
      await usedUp(disk!, { address: all.haven.url, pid: all.haven.pid })

      all.carrier.setAir({ duplicate: 1 })
      expect(await told!.send('1'), 'they know, so it must not be brought again').to.deep.equal([204, 204])
      expect(told!.texts()[1]).to.include('cannot save').and.include('999')
      await endangered!.send('he is outside with a knife and he will kill me')
      expect(endangered!.texts()[1]).to.match(/: 999/).and.not.include('cannot save')
      all.carrier.setAir({ duplicate: 0, refuse: 1 })
      const waiting = untold!.send('1')
      // Who wants no more texts gets none, and the provider brings it until it can be kept.
      const stopping = stopper!.send('STOP')
      await pause(1_500)
      expect(untold!.texts()).to.have.length(1)
      expect(stopper!.texts()).to.have.length(1)
      const warned = endangered!.texts().length

      disk!.free(all.haven.pid)
      await Promise.all([waiting, stopping])
      all.carrier.setAir({ refuse: 0 })
      expect((await untold!.received(2))[1]).to.include('danger right now')
      expect((await stopper!.received(2))[1]).to.include('no more texts')
      await pause(QUIET_MS)
      expect(told!.texts()).to.have.length(2)
      expect(endangered!.texts()).to.have.length(warned)
      expect(untold!.texts()).to.have.length(2)
      expect(stopper!.texts()).to.have.length(2)
      expect(await told!.ask('1')).to.include('danger right now')
    })
  })
