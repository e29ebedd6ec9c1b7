import { expect } from 'chai'
import { connect } from 'node:net'
import { listen } from '../../src/host/doors.ts'

describe('The doors', () => {
  it('know their port before they open, and let those wait who came early', async () => {
    const doors = await listen(0, '127.0.0.1')
    const early = fetch(`http://127.0.0.1:${doors.port}/`)
    doors.open((_req, res) => void res.end('welcome'))
    expect(await (await early).text()).to.equal('welcome')
    await doors.close(0)
  })

  it('answer on both loopbacks in development, and nowhere else', async function () {
    const doors = await listen(0, '127.0.0.1')
    doors.open((_req, res) => void res.end('welcome'))
    try {
      const six = await fetch(`http://[::1]:${doors.port}/`).catch(() => undefined)
      if (!six) return this.skip()
      expect(await six.text()).to.equal('welcome')
      expect(await (await fetch(`http://localhost:${doors.port}/`)).text()).to.equal('welcome')
    } finally {
      await doors.close(0)
    }
  })

  it('say so when the port cannot be had', async () => {
    const doors = await listen(0, '127.0.0.1')
    const failed = await listen(doors.port, '127.0.0.1').catch((error: unknown) => error)
    expect(failed).to.have.property('code', 'EADDRINUSE')
    await doors.close(0)
  })

  it('let those inside be answered before they close', async () => {
    const doors = await listen(0, '127.0.0.1')
    let arrived = (): void => {}
    const inside = new Promise<void>((resolve) => (arrived = resolve))
    doors.open((_req, res) => {
      arrived()
      setTimeout(() => res.end('done'), 20)
    })
    const answer = fetch(`http://127.0.0.1:${doors.port}/`)
    await inside
    await doors.close(5000)
    expect(await (await answer).text()).to.equal('done')
  })

  it('close on those who never finish, and may be closed again', async () => {
    const doors = await listen(0, '127.0.0.1')
    doors.open(() => {})
    const socket = connect(doors.port, '127.0.0.1')
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => {})
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await doors.close(20)
    await ended
    await doors.close(20)
  })
})
