import type { DeskStatus } from '../store/referrals.ts'

/** What a status is called in HL7 FHIR: the task's status, and BSeR's business status. */
export interface BserCode {
  readonly task_status: string
  readonly business_status: string
}

/**
 * Our statuses in the words of HL7 BSeR (Bidirectional Services eReferral, STU 1): `Task.status` of FHIR R4, and
 * `Task.businessStatus` of http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS. Several of ours share one of
 * theirs: a person wants to know that somebody tried to ring, and BSeR does not. Before the gateway's answer a referral
 * is `requested` there.
 */
export const BSER: Readonly<Record<DeskStatus, BserCode>> = {
  received: { task_status: 'received', business_status: '2.0' },
  being_read: { task_status: 'received', business_status: '2.0' },
  accepted: { task_status: 'accepted', business_status: '3.0' },
  tried_to_reach: { task_status: 'in-progress', business_status: '5.x' },
  in_contact: { task_status: 'in-progress', business_status: '5.x' },
  passed_on: { task_status: 'in-progress', business_status: '5.x' },
  support_started: { task_status: 'in-progress', business_status: '5.x' },
  waiting: { task_status: 'on-hold', business_status: '5.x' },
  closed: { task_status: 'completed', business_status: '7.0' },
  declined: { task_status: 'rejected', business_status: '4.0' },
  withdrawn: { task_status: 'cancelled', business_status: '6.0' },
}
