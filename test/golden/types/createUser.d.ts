// Generated from the module "createUser" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Create a User
 */
export interface CreateUserParameters {
  /**
   * Do you want to provide user ID manually or to be generated automatically?
   */
  idMode: ("manual" | "auto")
  /**
   * Custom User ID. An ID of your own that no other user has, such as the one in your CRM. Only when "Do you want to provide user ID manually or to be generated automatically?" is "manual".
   */
  userId?: string
  /**
   * Email. The user's email address.
   */
  email?: string
  /**
   * Segments
   *
   * Items: Segment
   */
  segments?: (string | number | boolean)[]
  /**
   * Username
   */
  username?: string
  /**
   * Name
   */
  name?: string
  /**
   * URL. The address of the user's website.
   */
  url?: string
  /**
   * Avatar. The address of the user's picture.
   */
  avatar?: string
  /**
   * Language. For example `en` or `pt-BR`.
   */
  language?: string
  /**
   * Timezone
   */
  timezone?: string
  /**
   * Gender
   */
  gender?: ("male" | "female" | "other")
  /**
   * IP Address
   */
  ip?: string
  /**
   * City
   */
  city?: string
  /**
   * Region
   */
  region?: string
  /**
   * Country
   */
  country?: string
  /**
   * Referrer. Where the user came from, such as the address of a page.
   */
  referrer?: string
  /**
   * Custom Fields. Attributes of your own. A field above wins over a custom field with the same key.
   */
  customFields?: {
    /**
     * Key. Choose a key that your users already have, or enter a new one.
     */
    key: (string | number | boolean)
    /**
     * Value
     */
    value: string
  }[]
}

/**
 * One bundle it puts out: Create a User
 */
export interface CreateUserBundle {
  /**
   * User ID
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
