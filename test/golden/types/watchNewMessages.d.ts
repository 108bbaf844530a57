// Generated from the module "watchNewMessages" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Watch New Messages
 */
export interface WatchNewMessagesParameters {}

/**
 * One bundle it puts out: Watch New Messages
 */
export interface WatchNewMessagesBundle {
  /**
   * API Version
   */
  apiVersion?: number
  /**
   * Chat ID
   */
  chatId?: string
  /**
   * Message ID
   */
  messageId?: string
  /**
   * User ID
   */
  userId?: string
  /**
   * External ID
   */
  externalId?: string
  /**
   * Block
   */
  node?: {
    /**
     * Block ID
     */
    id?: string
    /**
     * Name
     */
    name?: string
    /**
     * Type
     */
    type?: string
    /**
     * Webhook ID
     */
    webhookId?: string
    /**
     * Webhook Name
     */
    webhookName?: string
  }
  /**
   * Interaction
   */
  interaction?: {
    /**
     * Interaction ID
     */
    id?: string
    /**
     * Name
     */
    name?: string
    /**
     * Action
     */
    action?: string
  }
  /**
   * User Attributes
   */
  userAttributes?: {
    [k: string]: unknown
  }
  /**
   * Attributes
   */
  attributes?: {
    [k: string]: unknown
  }
  /**
   * Message
   */
  query?: string
  /**
   * Raw Delivery
   */
  raw?: unknown
}
