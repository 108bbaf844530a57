// Generated from the module "updateStory" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Update a Story
 */
export interface UpdateStoryParameters {
  /**
   * Story ID
   */
  id: (string | number | boolean)
  /**
   * Name
   */
  name?: string
  /**
   * Description
   */
  description?: string
}

/**
 * One bundle it puts out: Update a Story
 */
export interface UpdateStoryBundle {
  /**
   * Story ID
   */
  id?: string
  /**
   * Timestamp
   */
  timestamp?: string
  /**
   * Status
   */
  status?: {
    /**
     * Code
     */
    code?: number
    /**
     * Type
     */
    type?: string
  }
}
