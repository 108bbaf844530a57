// Generated from the module "getStory" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Get a Story
 */
export interface GetStoryParameters {
  /**
   * Story ID
   */
  id: (string | number | boolean)
}

/**
 * One bundle it puts out: Get a Story
 */
export interface GetStoryBundle {
  /**
   * Story ID
   */
  id?: string
  /**
   * Name
   */
  name?: string
  /**
   * Description
   */
  description?: string
  /**
   * Order
   *
   * Items: Interaction ID
   */
  order?: string[]
  /**
   * Interactions
   */
  interactions?: {
    /**
     * Interaction ID
     */
    id?: string
    /**
     * Name
     */
    name?: string
    /**
     * Root
     */
    root?: boolean
    /**
     * References
     *
     * Items: Reference
     */
    references?: string[]
    /**
     * Next Interactions
     *
     * Items: Interaction ID
     */
    contextOut?: string[]
    /**
     * Webhook
     */
    webhook?: string
  }[]
  /**
   * Interactions by ID
   */
  interactionsById?: {
    [k: string]: unknown
  }
  /**
   * Version
   */
  version?: number
  /**
   * Published
   */
  published?: boolean
  /**
   * Settings
   */
  settings?: {
    /**
     * Confidence
     */
    confidence?: number
    /**
     * Language
     */
    language?: string
    /**
     * Compact
     */
    compact?: boolean
    /**
     * Ignore Attachments
     */
    ignoreAttachments?: boolean
    /**
     * Navigation
     */
    navigation?: string
  }
}
