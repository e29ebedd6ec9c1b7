import type { Activity } from 'botbuilder'
import { z } from 'zod'

const placed = z.looseObject({
  conversation: z.looseObject({ tenantId: z.string().max(100).optional() }),
  channelData: z
    .looseObject({ tenant: z.looseObject({ id: z.string().max(100) }).optional() })
    .optional()
    .catch(undefined),
})

/**
 * Whether a message of Teams comes from the one organisation that this app is registered in. Another one may have been
 * given the package, and has assessed nothing. A message that does not say where it comes from is from elsewhere.
 */
export function isFromTenant(activity: Activity, tenant: string): boolean {
  const parsed = placed.safeParse(activity)
  const from = parsed.data?.conversation.tenantId ?? parsed.data?.channelData?.tenant?.id
  return from?.toLowerCase() === tenant.toLowerCase()
}
