// Generated from the module "deleteStory" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Delete a Story
 */
export interface DeleteStoryParameters {
  /**
   * Story ID
   */
  id: (string | number | boolean)
}

/**
 * One bundle it puts out: Delete a Story
 */
export interface DeleteStoryBundle {
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
