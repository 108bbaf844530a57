// Generated from the module "banUser" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Ban/Unban a User
 */
export interface BanUserParameters {
  /**
   * User ID. The ID that ChatBot gave the user.
   */
  id: (string | number | boolean)
  /**
   * Operation Type
   */
  operationType: ("ban" | "unban")
}

/**
 * One bundle it puts out: Ban/Unban a User
 */
export interface BanUserBundle {
  /**
   * User ID
   */
  id?: string
  /**
   * Banned
   */
  banned?: boolean
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
