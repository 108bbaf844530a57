// Generated from the module "listStories" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: List Stories
 */
export interface ListStoriesParameters {
  /**
   * Limit. The maximum number of stories to return in one cycle.
   */
  limit?: number
}

/**
 * One bundle it puts out: List Stories
 */
export interface ListStoriesBundle {
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
   * Integrations
   *
   * Items: Integration
   */
  integrations?: string[]
  /**
   * Metrics
   */
  metrics?: {
    /**
     * Date
     */
    date?: string
    /**
     * Conversations
     */
    conversations?: number
  }[]
  /**
   * Version
   */
  version?: number
  /**
   * Published
   */
  published?: boolean
}
