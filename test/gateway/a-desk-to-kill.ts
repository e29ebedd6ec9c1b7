import { createServer } from 'node:http'
import { createGateway } from '../../src/gateway/create-gateway.ts'
import { listening, settings } from './a-desk.ts'

/** A gateway in a process of its own, so that a test can kill it. It prints its address and serves until then. */
const gateway = createGateway(settings({ file: process.argv[2] ?? '' }))
const url = await listening(createServer((req, res) => void gateway.handle(req, res)))
process.stdout.write(`${url}\n`)
