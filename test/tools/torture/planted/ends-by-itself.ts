import { ordersOf } from '../../../../src/tools/torture/orders.ts'
import { botOrdersSchema } from '../../../../src/tools/torture/setting.ts'

/** A bot that gets its orders and is gone. */
await ordersOf(botOrdersSchema)
process.exit(0)
