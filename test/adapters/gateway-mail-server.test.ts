import { expect } from 'chai'
import { smtpServer } from '../../src/adapters/gateway-mail/server.ts'

describe('The address of a mail server', () => {
  for (const [address, expected] of [
    ['smtps://mail.example', { host: 'mail.example', port: 465, secure: true }],
    ['smtp://mail.example:2525', { host: 'mail.example', port: 2525, secure: false }],
    [
      'smtp://me%40here:a%2Fb@mail.example',
      { host: 'mail.example', port: 587, secure: false, auth: { user: 'me@here', pass: 'a/b' } },
    ],
    ['smtp://mail.example?ignoreTLS=true', undefined],
    ['smtp://mail.example/?tls.rejectUnauthorized=false', undefined],
    ['smtp://me@mail.example', undefined],
    ['smtp://me:%E0%A4%A@mail.example', undefined],
    ['http://mail.example', undefined],
    ['mail.example:25', undefined],
  ] as const) {
    it(`${address} is ${expected ? 'understood' : 'refused'}`, () => {
      expect(smtpServer(address)).to.deep.equal(expected)
    })
  }
})
