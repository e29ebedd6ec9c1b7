/** Rotates the keys of a data folder until it is killed: `rotator.ts FOLDER NEW OLD`, keys in hex. */
import { openKept } from '../../../src/keeping/open.ts'
import { rotate } from '../../../src/keeping/rotate.ts'

const [folder = '', current = '', previous = ''] = process.argv.slice(2)
const kept = openKept(folder, () => ({
  current: Buffer.from(current, 'hex'),
  previous: [Buffer.from(previous, 'hex')],
}))
console.log('begun')
await rotate(kept)
await kept.close()
