// Generated from the module "createStory" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Create a Story
 */
export interface CreateStoryParameters {
  /**
   * Name. What the story is called in ChatBot.
   */
  name: string
  /**
   * Description
   */
  description?: string
}

/**
 * One bundle it puts out: Create a Story
 */
export interface CreateStoryBundle {
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
