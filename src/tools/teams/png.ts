import { crc32, deflateSync } from 'node:zlib'

/** Red, green, blue and how solid, 0 to 255 each. */
export type Colour = readonly [number, number, number, number]

/** Each dot is the middle of so many by so many places, so that round edges look round. */
const FINE = 4
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A square picture as PNG (W3C PNG, third edition): 8 bits a channel, with transparency. `at` is asked from 0 to 1. */
export function pngOf(side: number, at: (x: number, y: number) => Colour): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Array.from({ length: side }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: side }, (_dot, x) => dot(x, y, side, at)).flat()]),
  )
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function dot(x: number, y: number, side: number, at: (x: number, y: number) => Colour): readonly number[] {
  const sum = [0, 0, 0, 0]
  for (let row = 0; row < FINE; row += 1)
    for (let column = 0; column < FINE; column += 1) {
      const colour = at((x + (column + 0.5) / FINE) / side, (y + (row + 0.5) / FINE) / side)
      colour.forEach((part, channel) => (sum[channel]! += part))
    }
  return sum.map((part) => Math.round(part / FINE ** 2))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(data.length, 0)
  around.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])
}
